import { expect, test } from 'vitest'
import { outcomeText, patience, sessionWith } from '../../test/kit/scripted-peer-context.ts'
import type { PeerScript } from '../../test/kit/scripted-peer.ts'
import { makeCertificate } from '../../test/kit/scripted-peer.ts'

const tls = makeCertificate({ name: 'mx.example.net' })
const flood = (latin1: string): { readonly do: 'flood'; readonly latin1: string } => ({ do: 'flood', latin1 })
const kB = (text: string): string => text.repeat(Math.ceil(16_384 / text.length))

test.each<[string, PeerScript, string]>([
  ['an endless line', { at: { banner: flood(kB('220 x')) } }, 'banner: garbled'],
  ['an endless line without a code', { at: { banner: flood(kB('x')) } }, 'banner: garbled'],
  ['an endless reply', { at: { ehlo: flood(kB('250-KEYWORD\r\n')) } }, 'ehlo: garbled'],
  ['replies without end', { at: { mail: flood(kB('250 ok\r\n')) } }, 'data: reply 250'],
  ['NULs', { at: { banner: flood(kB('\0')) } }, 'banner: garbled'],
  ['empty lines', { at: { banner: flood(kB('\r\n')) } }, 'banner: garbled'],
  ['text instead of TLS', { tls, at: { tls: flood(kB('hello')) } }, 'tls: garbled'],
  ['records instead of a flight', { tls, at: { tls: flood(kB('\x16\x03\x03\0\x01\0')) } }, 'tls: '],
  ['a record of nothing, again and again', { tls, at: { tls: flood(kB('\x17\x03\x03\0\0')) } }, 'tls: alert'],
  ['half a reply', { at: { ehlo: { do: 'raw', latin1: '250-mx\r\n250-SI', then: 'deaf' } } }, 'ehlo: silent'],
])('%s: a bounded answer', async (_name, script, expected) => {
  const before = process.memoryUsage().rss
  const { session } = await sessionWith(script, { tls: 'auto', patienceMs: patience(400), pipelining: false })
  const { death } = session
  const end = death === undefined ? 'lived' : `${death.stage}: ${outcomeText(death.outcome)}`
  expect(end.slice(0, expected.length)).toBe(expected)
  expect(JSON.stringify(session).length).toBeLessThan(60_000)
  expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024)
})

test('a flood while we pause is bounded, too', async () => {
  const { session } = await sessionWith(
    { at: { ehlo: { do: 'flood', latin1: kB('250 ok\r\n') } } },
    { pauseMs: { mail: 300 }, upTo: 'mail' },
  )
  expect(session.lived).toBe(false)
  expect(session.death?.outcome.kind).toBe('garbled')
  expect(session.unsolicited?.length).toBeLessThanOrEqual(20)
})
