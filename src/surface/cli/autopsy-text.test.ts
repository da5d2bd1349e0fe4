import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { autopsy } from '../../app/autopsy/autopsy.ts'
import { PLAIN as plain } from '../../report/terminal/paint.ts'
import { autopsyText } from './autopsy-text.ts'

const capture = join(import.meta.dirname, '../../../test/fixtures/captures/seed-13.pcap.gz')
const document = await autopsy({ bytes: readFileSync(capture), name: 'a.pcap' }, { ladder: 'failed' })
const blockOf = (signature: string, cause?: string): string => {
  const session = document.sessions.find(
    (one) => one.signature === signature && (cause === undefined || one.verdict?.cause === cause),
  )
  const { remedies: _, ...rest } = document
  return session === undefined ? '' : autopsyText({ ...rest, sessions: [session] }, plain)
}

test('80 columns, but for what is to be copied', () => {
  const long = autopsyText(document, plain)
    .split('\n')
    .filter((line) => line.length > 80)
  // Filters, commands and rules stand on lines of their own, indented; what stands within a shell's loop or branch, further.
  expect(
    long.filter((line) => !/^ {4}(?:ipv?6?\.addr| {3}\S| {5}(?: {2})*(?:\[|if|elif|for|postconf) )/.test(line)),
  ).toEqual([])
})

test('each reason once, behind the packets that show it, and a filter for these', () => {
  const text = blockOf('reset-injected')
  expect(text.replaceAll(/\s+/g, ' ').match(/it comes [\d.]+ ms after the packet it answers/g)).toHaveLength(1)
  expect(text).toMatch(/^ {4}#\d+ #\d+.*: /m)
  expect(text).toMatch(/frame\.number in \{\d+, \d+/)
})

test('the reply that the application never read, in its words', () => {
  expect(blockOf('reply-lost').replaceAll(/\s+/g, ' ')).toContain(
    'the application never read it: “552 5.3.4 Message size exceeds fixed limit”',
  )
})

test('what decides, where the capture does not', () => {
  const text = blockOf('path-died').replaceAll(/\s+/g, ' ')
  expect(text).toContain('Next: a longer capture: does it go on by itself')
  expect(text).toContain('into the stall, while nobody had given up')
  expect(text).not.toContain('Retrying')
})

test('the ladder numbers its packets, marks those that decide, and shows the silences', () => {
  const rungs = blockOf('farewell', 'timeout/receiver-idle-timeout').split('\n')
  expect(rungs.some((line) => /^ {2}\* +#\d+ +[\d.]+ ms ← 421 /.test(line))).toBe(true)
  expect(rungs.some((line) => /^ +… \d+\.\d s$/.test(line))).toBe(true)
})

test('hundreds alike are counted, a few are shown', () => {
  const [first] = document.sessions.filter(({ healthy }) => !healthy)
  if (first === undefined) throw new Error('no session failed')
  const many = { ...document, sessions: Array.from({ length: 300 }, () => first), remedies: [] }
  const text = autopsyText(many, plain)
  expect(text).toContain('300 × ')
  expect(text).toContain('and 295 more sessions like these')
  expect(text.split('In Wireshark:')).toHaveLength(6)
  expect(autopsyText(many, plain, { all: true }).split('In Wireshark:')).toHaveLength(301)
})
