import { expect, test } from 'vitest'
import type { Destination } from '../../domain/destination.ts'
import type { Lever, RemedyStep } from '../../domain/lever.ts'
import { writeOpensmtpd } from './remedy.ts'

const host = 'mx1.example.net'
const byMx: Destination = { domain: 'example.org', address: '192.0.2.1' }
const words = (lever: Lever): string => JSON.stringify(writeOpensmtpd(lever, byMx)?.steps)
const runs = (steps: readonly RemedyStep[] = []): readonly string[] =>
  steps.flatMap((step) => (step.kind === 'command' ? [step.run] : []))

test('the password of a relay stands in a table and a file of our own, which go with the undo', () => {
  const { steps = [], undo = [] } = writeOpensmtpd({ lever: 'smarthost', host, port: 587 }, byMx) ?? {}
  expect(JSON.stringify(steps)).toContain('table relay-secrets file:/etc/smtpd.relay-secrets')
  expect(JSON.stringify(steps)).not.toMatch(/\/etc\/smtpd\.secrets|<secrets>/)
  expect(runs(undo)).toContain('[ -s /etc/smtpd.relay-secrets ] || rm -f /etc/smtpd.relay-secrets')
})

test('an action for one domain keeps what the usual one says beside', () => {
  expect(words({ lever: 'tls.none-for', host })).toContain(
    'above the first match rule, with the other options of the action that its mail had',
  )
})

test('the copies of two changes do not take the place of each other', () => {
  const copies = [
    { lever: 'tls.minimum', side: 'server', version: 'TLSv1' },
    { lever: 'tls.default-ciphers', side: 'server' },
    { lever: 'tls.certificate', chain: 'full-chain' },
  ] as const
  const files = copies.map((lever) => /mv (\S+) /.exec(runs(writeOpensmtpd(lever, byMx)?.undo).join('\n'))?.[1])
  expect(new Set(files).size).toBe(copies.length)
})

test('what holds for all hosts says so', () => {
  for (const lever of [
    { lever: 'family.prefer-ipv4' },
    { lever: 'message.size-limit', side: 'client', bytes: 10_000_000 },
  ] as const)
    expect(words(lever), lever.lever).toMatch(/for all (?:hosts|mail)/)
})

test('a relay keeps its port, and all mail that goes there is meant', () => {
  const to: Destination = { domain: 'example.org', relay: { host, port: 587 } }
  for (const lever of [
    { lever: 'tls.none-for', host },
    { lever: 'tls.level-for', host, level: 'may' },
    { lever: 'tls.maximum-for', host, version: 'TLSv1.2' },
    { lever: 'tls.mode', host, port: 465, wrapped: true },
  ] as const) {
    const text = JSON.stringify(writeOpensmtpd(lever, to)?.steps)
    expect(text, lever.lever).toMatch(
      new RegExp(`relay host \\\\"smtp[s+a-z]*://${host}:${lever.lever === 'tls.mode' ? 465 : 587}`),
    )
    expect(text, lever.lever).toContain('match from local for any action')
  }
})

test('a relay keeps its login: smtpd takes a label with TLS alone, and port 465 is TLS from the first octet', () => {
  const at = (port: number): Destination => ({ domain: 'example.org', relay: { host, port } })
  for (const lever of [
    { lever: 'tls.maximum-for', host, version: 'TLSv1.2' },
    { lever: 'tls.minimum-for', host, version: 'TLSv1' },
    { lever: 'tls.exclude-for', host, ciphers: 'kDHE' },
    { lever: 'tls.level-for', host, level: 'encrypt' },
  ] as const)
    for (const [port, url] of [
      [25, `smtp+tls://${host}`],
      [587, `smtp+tls://${host}:587`],
      [465, `smtps://${host}:465`],
    ] as const)
      expect(JSON.stringify(writeOpensmtpd(lever, at(port))?.steps), `${lever.lever} ${port}`).toContain(
        `relay host \\"${url}\\" tls no-verify`,
      )
  const plain: Lever = { lever: 'tls.mode', host, port: 587, wrapped: false }
  expect(JSON.stringify(writeOpensmtpd(plain, at(587)))).toContain(`"smtp+tls://${host}:587`.replace('"', '\\"'))
  expect(words(plain)).toContain(`smtp://${host}:587`)
  for (const lever of [
    { lever: 'tls.none-for', host },
    { lever: 'tls.level-for', host, level: 'may' },
  ] as const) {
    expect(writeOpensmtpd(lever, at(465)), lever.lever).toBeUndefined()
    expect(JSON.stringify(writeOpensmtpd(lever, at(587))?.steps), lever.lever).toContain('not for a relay with a login')
    expect(words(lever), lever.lever).not.toContain('login')
  }
})
