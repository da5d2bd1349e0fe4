import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, evidence, fact, plan, session, SILENCE, type Seen } from '../../../test/kit/evidence.ts'
import { view } from '../../domain/evidence.ts'
import cause from './mx-private-address.ts'

const LEAKED = fact('mail.route', {
  domain: 'in.example',
  kind: 'mx',
  hosts: [{ name: 'mx.in.example', preference: 10, addresses: ['10.1.2.3'] }],
})

const silentFrom = (localAddress: string): Seen =>
  session({
    plan: plan({ endpoint: { host: 'mx.in.example', address: '10.1.2.3', port: 25 } }),
    localAddress,
    death: death('connect', SILENCE),
  })

causeCases(cause, {
  convicts: [
    ['a private address that does not answer', [LEAKED, silentFrom('198.51.100.2')]],
    ['from behind a NAT that uses another private block', [LEAKED, silentFrom('192.168.178.20')]],
  ],
  acquits: [],
  abstains: [
    ['from the same private block, where the address may be right', [LEAKED, silentFrom('10.9.9.9')]],
    ['a public address that does not answer', [session({ death: death('connect', SILENCE) })]],
    ['a healthy session', [session()]],
  ],
})

test('what is seen outside is looked up before anybody is written to: our own resolver may answer for the inside', () => {
  const steps = cause.remedies(view(evidence([LEAKED, silentFrom('198.51.100.2')]), cause.needs))[0]?.steps
  expect(steps?.[0]).toMatchObject({ kind: 'command', run: 'dig +trace A mx.in.example' })
  const shared = { ...LEAKED.fact, hosts: [{ name: 'mx.in.example', preference: 10, addresses: ['100.64.1.2'] }] }
  const seen = [fact('mail.route', shared)]
  const text = JSON.stringify(cause.remedies(view(evidence(seen), cause.needs)))
  expect(text).toContain('RFC 6598')
  expect(text).not.toContain('RFC 1918')
})
