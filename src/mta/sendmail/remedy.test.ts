import { expect, test } from 'vitest'
import type { Destination } from '../../domain/destination.ts'
import type { Lever, RemedyStep } from '../../domain/lever.ts'
import { writeSendmail } from './remedy.ts'

const host = 'mx1.example.net'
const byMx: Destination = { domain: 'example.org', address: '192.0.2.1' }
const runs = (steps: readonly RemedyStep[] = []): readonly string[] =>
  steps.flatMap((step) => (step.kind === 'command' ? [step.run] : []))
const written = (lever: Lever, to = byMx): string => JSON.stringify(writeSendmail(lever, to)?.steps)

test('what is kept from IPv6 is the port that mail leaves by, and nothing of this host itself', () => {
  const rule = (to: Destination): readonly string[] => runs(writeSendmail({ lever: 'family.prefer-ipv4' }, to)?.steps)
  const refused = (what: string): string =>
    `ip6tables -C OUTPUT ${what} -j REJECT 2>/dev/null || ip6tables -I OUTPUT ${what} -j REJECT`
  expect(rule(byMx)).toEqual([refused('! -o lo -p tcp --dport 25')])
  expect(rule({ relay: { host, port: 587 } })).toEqual([refused('! -o lo -p tcp --dport 587')])
  const there = writeSendmail({ lever: 'family.prefer-ipv4', host }, { ...byMx, address: '2001:db8::1' })
  expect(runs(there?.steps)).toEqual([refused('-d 2001:db8::1 -p tcp --dport 25')])
})

test('nothing is written to a folder that is open to all', () => {
  expect(written({ lever: 'ehlo.name', name: 'mail.example.org' })).not.toContain('/tmp/')
})

test('a line of a table whose place ours took comes back with the undo', () => {
  for (const lever of [
    { lever: 'tls.none-for', host },
    { lever: 'tls.minimum-for', host, version: 'TLSv1' },
    { lever: 'route.to', domain: 'example.org', host },
    { lever: 'smarthost', host, port: 587 },
  ] as const)
    for (const step of writeSendmail(lever, byMx)?.undo ?? [])
      if (step.kind === 'edit' && !step.file.endsWith('.mc'))
        expect(step.why, lever.lever).toContain('a line whose place it took comes back')
})

test('a feature is written once', () => {
  expect(written({ lever: 'smarthost', host, port: 587 })).toContain('as far as it is not there yet')
})

test('a limit on the size holds for all mail, and says so', () => {
  expect(written({ lever: 'message.size-limit', side: 'client', bytes: 10_000_000 })).toContain('for all mail')
})

test('a line of mailertable cannot name a port, so no relay on another port is led to by one', () => {
  const lever: Lever = { lever: 'esmtp.off-for', host }
  expect(writeSendmail(lever, { domain: 'example.org', relay: { host, port: 587 } })).toBeUndefined()
  expect(written(lever, { domain: 'example.org', relay: { host, port: 25 } })).toContain('smtp:[mx1.example.net]')
})
