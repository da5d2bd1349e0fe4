import { expect, test } from 'vitest'
import type { CaptureOutcome } from '../../app/capture/packet-witness.ts'
import { captureLine } from './capture-text.ts'

const outcome = {
  kind: 'captured',
  file: 'x.pcap',
  kept: { packets: 9, forgotten: 0 },
  autopsy: { sessions: [] },
} as unknown as CaptureOutcome

test('a capture with payloads is not said to be without credentials', () => {
  expect(captureLine(outcome, false)).toContain('bodies and credentials are overwritten')
  expect(captureLine(outcome, true)).toMatch(/holds the messages, and credentials/)
  expect(captureLine(outcome, true)).not.toContain('overwritten')
})

test('one is one', () => {
  const one = { ...outcome, kept: { packets: 1, forgotten: 1 }, autopsy: { sessions: [{ healthy: true }] } }
  const line = captureLine(one as unknown as CaptureOutcome, false)
  expect(line).toContain('1 packet, 1 session, 0 failed')
  expect(line).toContain('1 older packet.')
})
