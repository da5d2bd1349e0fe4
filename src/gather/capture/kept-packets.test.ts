import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, expect, it } from 'vitest'
import { createCaptureReader } from '../../wire/pcap/capture-reader.ts'
import { keepPackets } from './kept-packets.ts'

const dir = mkdtempSync(join(tmpdir(), 'hangup-kept-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))
const capture = gunzipSync(readFileSync(join(import.meta.dirname, '../../../test/fixtures/captures/seed-11.pcap.gz')))

function countOf(bytes: Uint8Array): number {
  const reader = createCaptureReader(() => undefined)
  reader.push(bytes)
  const summary = reader.end()
  expect(summary.notes).toEqual([])
  return summary.frames
}

it('keeps every packet, and of the messages only lengths and line ends', () => {
  const file = join(dir, 'all.pcap')
  const kept = keepPackets({ file, limitBytes: 1 << 30 })
  for (let at = 0; at < capture.length; at += 777) kept.push(capture.subarray(at, at + 777))
  const closed = kept.close()
  const written = readFileSync(file)
  expect(closed.packets).toBe(countOf(capture))
  expect(countOf(written)).toBe(closed.packets)
  const text = written.toString('latin1')
  expect(capture.toString('latin1')).toContain('X-VIRUS-LIKE')
  expect(text).not.toContain('X-VIRUS-LIKE')
  expect(text).toContain('MAIL FROM:<')
  expect(text).toContain('421 ')
})

it('keeps the newest packets within its limit, and no second file', () => {
  const file = join(dir, 'ring.pcap')
  const limitBytes = 200_000
  const kept = keepPackets({ file, limitBytes })
  kept.push(capture)
  const seen: Uint8Array[] = []
  kept.read((chunk) => void seen.push(chunk.slice()))
  const { packets, forgotten } = kept.close()
  const written = readFileSync(file)
  expect(Buffer.concat(seen).equals(written)).toBe(true)
  expect(written.length).toBeLessThanOrEqual(limitBytes)
  expect(written.length).toBeGreaterThan(limitBytes / 3)
  expect(packets + forgotten).toBe(countOf(capture))
  expect(countOf(written)).toBe(packets)
  expect(existsSync(`${file}.older`)).toBe(false)
})

it('never touches a file that is there already', () => {
  const file = join(dir, 'notes.txt')
  writeFileSync(file, 'mine')
  expect(() => keepPackets({ file, limitBytes: 1 << 20 })).toThrow(/EEXIST/)
  expect(readFileSync(file, 'utf8')).toBe('mine')
})
