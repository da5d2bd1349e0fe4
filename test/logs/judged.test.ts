import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { LogsDocument } from '../../src/app/logs/document.ts'
import { hangup } from '../kit/hangup.ts'
import { lines, type Delivery } from './deliveries.ts'

const folder = mkdtempSync(join(tmpdir(), 'hangup-judged-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const NOT_MADE = 'connect to H[A]:25: Connection timed out'
const BODY = 'conversation with H[A] timed out while sending message body'
const MINUTES = 600

const times = (count: number, make: (index: number) => Delivery): Delivery[] =>
  Array.from({ length: count }, (_, index) => make(index))
const calm = (until = MINUTES): Delivery[] =>
  times(until, (minute) => ({ minute, domain: `d${minute % 7}.example`, size: 2_000 + (minute % 9) * 1_000 }))

let files = 0

async function read(...parts: readonly (readonly Delivery[])[]): Promise<{ document: LogsDocument; text: string }> {
  const path = join(folder, `${files++}.log`)
  writeFileSync(path, lines(parts.flat().toSorted((a, b) => a.minute - b.minute)))
  const json = await hangup(['logs', path, '--json'])
  const { stdout: text } = await hangup(['logs', path])
  return { document: JSON.parse(json.stdout) as LogsDocument, text }
}

const patternsOf = ({ patterns }: LogsDocument): readonly string[] => patterns.map(({ pattern }) => pattern)

test('connections over IPv6 alone that do not come about: the path of IPv6', async () => {
  const six = times(40, (index) => ({
    minute: 200 + index,
    domain: `six${index % 3}.example`,
    address: `2001:db8::${index % 3}`,
    fails: NOT_MADE,
  }))
  const { document, text } = await read(calm(), six)
  expect(document.byCause).toEqual({ 'path/ipv6-path-broken': 40 })
  expect(document.incidents[0]?.cause).toBe('path/ipv6-path-broken')
  expect(text).toContain('only over IPv6')
})

test('connections over IPv6 alone that are refused: nobody listens there, and the path works', async () => {
  const refused = times(40, (index) => ({
    minute: 200 + index,
    domain: `six${index % 3}.example`,
    address: `2001:db8::${index % 3}`,
    fails: 'connect to H[A]:25: Connection refused',
  }))
  const { document } = await read(calm(), refused)
  expect(patternsOf(document)).toContain('only-ipv6')
  expect(document.byCause).not.toHaveProperty('path/ipv6-path-broken')
})

test('one host that has IPv6 only is down: nothing shows that IPv6 is to blame', async () => {
  const down = times(40, (index) => ({
    minute: 200 + index,
    domain: 'six.example',
    address: '2001:db8::5',
    fails: NOT_MADE,
  }))
  const { document } = await read(calm(), down)
  expect(patternsOf(document)).not.toContain('only-ipv6')
  expect(document.byCause).not.toHaveProperty('path/ipv6-path-broken')
})

test('large messages that are lost, where small ones pass: the path of full-size packets is surer than by the words alone', async () => {
  const large = times(30, (index) => ({ minute: 20 + index * 15, domain: 'd3.example', size: 900_000, fails: BODY }))
  const { document } = await read(calm(), large)
  expect(patternsOf(document)).toContain('only-large')
})

test('where only large messages go, large ones fail: that says nothing', async () => {
  const large = times(30, (index) => ({ minute: 20 + index * 15, domain: 'store.example', size: 900_000, fails: BODY }))
  const passed = times(9, (index) => ({ minute: 5 + index * 50, domain: 'store.example', size: 950_000 }))
  const { document } = await read(calm(), large, passed)
  expect(patternsOf(document)).not.toContain('only-large')
})

test('a connection that does not come about has no size', async () => {
  const large = times(30, (index) => ({
    minute: 20 + index * 15,
    domain: 'd3.example',
    size: 900_000,
    fails: NOT_MADE,
  }))
  expect(patternsOf((await read(calm(), large)).document)).not.toContain('only-large')
})

test('nobody is reached from one moment on: port 25 is closed to us', async () => {
  const closed = times(200, (index) => ({ minute: 400 + index, domain: `d${index % 7}.example`, fails: NOT_MADE }))
  const { document, text } = await read(calm(400), closed)
  expect(document.byCause).toEqual({ 'firewall/port25-egress-blocked': 200 })
  expect(document.causes['firewall/port25-egress-blocked']).toMatchObject({ count: 200, standing: 'supported' })
  expect(text.replaceAll(/\s+/g, ' ')).toMatch(
    /1\. all destinations: connect\.timeout at connect, 200 times from 2024-05-01 06:40/,
  )
})

test('each destination fails at some time, and most mail passes: nothing is closed', async () => {
  const now = times(56, (index) => ({ minute: 5 + index * 10.3, domain: `d${index % 7}.example`, fails: NOT_MADE }))
  const { document } = await read(calm(), now)
  expect(patternsOf(document)).toContain('all-destinations')
  expect(document.byCause).not.toHaveProperty('firewall/port25-egress-blocked')
})

test('the first screen: what lasts, then what is over, and the commands to run in that order', async () => {
  const over = times(90, (index) => ({ minute: 100 + index, domain: 'over.example', fails: NOT_MADE }))
  const lasts = times(60, (index) => ({ minute: 540 + index, domain: 'lasts.example', fails: BODY }))
  const grey = times(12, (index) => ({
    minute: 10 + index * 45,
    domain: `d${index % 7}.example`,
    fails: 'host H[A] said: 450 4.2.0 <a@b>: Recipient address rejected: Greylisted (in reply to RCPT TO command)',
  }))
  const { document, text } = await read(calm(), over, lasts, grey)
  const at = (words: string): number => text.indexOf(words)
  expect(at('1. lasts.example: drop.timeout at body')).toBeGreaterThan(0)
  expect(at('2. over.example: connect.timeout at connect')).toBeGreaterThan(at('1. lasts'))
  expect(at('3. now and then: greylist at rcpt, 12 times. It passes')).toBeGreaterThan(at('2. over'))
  expect(at('\nNext\n')).toBeGreaterThan(at('3. now'))
  expect(at('\nWhy\n')).toBeGreaterThan(at('\nNext\n'))
  expect(document.next[0]).toMatch(/^hangup diagnose lasts\.example /)
  expect(document.next[1]).toMatch(/^hangup diagnose over\.example /)
  for (const line of text.split('\n')) if (!line.startsWith('  hangup ')) expect(line.length).toBeLessThanOrEqual(80)
})
