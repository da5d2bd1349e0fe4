import { expect, test } from 'vitest'
import { zoneResolver } from '../../../test/kit/dns-zone.ts'
import { session } from '../../../test/kit/evidence.ts'
import { readIdentity, readSenderPolicies } from './identity.ts'
import { openNotebook } from './notebook.ts'

const clock = { now: () => 0, sleep: () => Promise.resolve() }

function looking(options: {
  readonly from?: string
  readonly dnsbls?: readonly string[]
  readonly dkimSelector?: string
}) {
  const resolver = zoneResolver({
    'bl.example': {},
    '7.2.0.192.bl.example': { A: ['127.0.0.2'], TXT: ['see bl.example'] },
    'sender.example': { TXT: ['v=spf1 -all'] },
    's1._domainkey.sender.example': { TXT: ['v=DKIM1; p='] },
  })
  const notebook = openNotebook(clock, 'test')
  const run = { options: { target: 't', ...options }, notebook, deps: { resolver, toAscii: (name: string) => name } }
  const facts = (kind: 'dnsbl.answer' | 'sender.policy') =>
    notebook.evidence().observations.flatMap((o) => (o.kind === kind ? [o.fact] : []))
  return { run, notebook, resolver, facts }
}

const lived = session({ localAddress: '192.0.2.7' }).fact

test('lists are asked about our own address, and only when they are named', async () => {
  const asked = looking({ dnsbls: ['bl.example'] })
  asked.notebook.note('smtp.session', lived)
  await readIdentity(asked.run, 'out.sender.example')
  expect(asked.facts('dnsbl.answer')).toMatchObject([{ zone: 'bl.example', address: '192.0.2.7', status: 'listed' }])
  const silent = looking({})
  silent.notebook.note('smtp.session', lived)
  await readIdentity(silent.run, 'out.sender.example')
  expect(silent.resolver.asked.filter((question) => question.includes('bl.example'))).toEqual([])
})

test('the envelope sender’s domain and its policies are looked up; the DKIM key when its selector is given', async () => {
  const { run, facts, resolver } = looking({ from: 'a@sender.example', dkimSelector: 's1' })
  await readSenderPolicies(run)
  expect(resolver.asked).toEqual(expect.arrayContaining(['sender.example MX', 'sender.example A']))
  expect(facts('sender.policy')).toMatchObject([
    { domain: 'sender.example', kind: 'spf', status: 'present' },
    { kind: 'dmarc', status: 'absent' },
    { kind: 'dkim', status: 'invalid' },
  ])
  const bounce = looking({})
  await readSenderPolicies(bounce.run)
  expect(bounce.resolver.asked).toEqual([])
})
