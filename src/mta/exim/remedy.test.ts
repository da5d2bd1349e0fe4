import { expect, test } from 'vitest'
import type { Destination } from '../../domain/destination.ts'
import type { Lever, RemedyStep } from '../../domain/lever.ts'
import { writeExim } from './remedy.ts'

const host = 'mx1.example.net'
const byMx: Destination = { domain: 'example.org', address: '192.0.2.1' }
const added = (lever: Lever, to = byMx): readonly string[] =>
  (writeExim(lever, to)?.steps ?? []).flatMap((step) => (step.kind === 'edit' ? [(step.add ?? '').trim()] : []))
const runs = (steps: readonly RemedyStep[] = []): readonly string[] =>
  steps.flatMap((step) => (step.kind === 'command' ? [step.run] : []))
const words = (lever: Lever): string => JSON.stringify(writeExim(lever, byMx)?.steps)

test('IPv4 alone is looked up: the server still listens, and is reached, over IPv6', () => {
  expect(added({ lever: 'family.prefer-ipv4' })).toEqual(['dns_ipv4_lookup = *'])
})

test('a name is sent to the one host that wants it, in whatever letters the DNS spells it', () => {
  expect(added({ lever: 'tls.server-name-for', host })).toEqual(['tls_sni = ${if eqi{$host}{mx1.example.net}{$host}}'])
  expect(added({ lever: 'tls.maximum-for', host, version: 'TLSv1.2' })).toEqual([
    'tls_require_ciphers = ${if eqi{$host}{mx1.example.net}{NORMAL:-VERS-TLS1.3}{NORMAL}}',
  ])
})

test('limits that the transport has for all hosts say so', () => {
  for (const lever of [
    { lever: 'recipients.limit', host, recipients: 2 },
    { lever: 'connection.reuse-limit', host, messages: 20 },
    { lever: 'concurrency.limit', host, connections: 2 },
  ] as const)
    expect(words(lever), lever.lever).toContain('for all hosts')
})

test('what a line of ours takes the place of comes back with the undo', () => {
  for (const lever of [
    { lever: 'timeout.client', stage: 'dot', seconds: 600 },
    { lever: 'ehlo.name', name: 'mail.example.org' },
    { lever: 'route.to', domain: 'example.org', host },
    { lever: 'smarthost', host, port: 587 },
  ] as const)
    for (const step of writeExim(lever, byMx)?.undo ?? [])
      if (step.kind === 'edit') expect(step.why, lever.lever).toContain('a line whose place it took comes back')
  const ours = { file: '/etc/exim/exim.conf' }
  const { undo } = writeExim({ lever: 'esmtp.off-for', host }, { ...byMx, ours }) ?? { undo: [] }
  expect(undo[0]).toMatchObject({ file: ours.file, why: 'or "mx1.example.net :" out of the list' })
})

test("Debian's answers are kept once: a second smart host must not take the first for what was before", () => {
  const { steps } = writeExim({ lever: 'smarthost', host, port: 587 }, byMx) ?? { steps: [] }
  const kept = '/etc/exim4/update-exim4.conf.conf.before'
  expect(runs(steps)).toContain(`[ -e ${kept} ] || cp -p /etc/exim4/update-exim4.conf.conf ${kept}`)
})

test('FreeBSD has no systemctl', () => {
  const ours = { file: '/usr/local/etc/exim/configure' }
  const { steps = [], undo = [] } = writeExim({ lever: 'ehlo.name', name: 'a.example' }, { ...byMx, ours }) ?? {}
  expect(runs([...steps, ...undo]).filter((run) => !run.startsWith('exim -bV'))).toEqual([
    'service exim restart',
    'service exim restart',
  ])
})

test("words for GnuTLS are printed behind a look at the library, where the file is not Debian's", () => {
  const lever: Lever = { lever: 'tls.maximum-for', host, version: 'TLSv1.2' }
  const first = (file: string): unknown => writeExim(lever, { ...byMx, ours: { file } })?.steps[0]
  expect(first('/etc/exim/exim.conf')).toMatchObject({ run: 'exim -bV | grep -w GnuTLS' })
  expect(first('/etc/exim4/exim4.conf')).toMatchObject({ run: 'exim4 -bV | grep -w GnuTLS' })
  const helo = writeExim({ lever: 'ehlo.name', name: 'a.example' }, { ...byMx, ours: { file: '/etc/exim/exim.conf' } })
  expect(JSON.stringify(helo)).not.toContain('GnuTLS')
})
