import { expect, test } from 'vitest'
import { readText } from '../read-text.ts'
import { withoutSpans } from './tracing-spans.ts'

const SPANS = 'delivery{id=17 return_path="alice@example.com" nrcpt=1}:attempt{domain="example.org" attempt_number=0}: '

test('the spans of an event go, and the event stays', () => {
  const event = 'smtp::outbound: context="tls" event="failed"'
  expect(withoutSpans(`2026-11-30T06:11:46Z  INFO ${SPANS}${event}`)).toBe(`2026-11-30T06:11:46Z  INFO ${event}`)
  expect(withoutSpans('{"a": {"b": 1}: 2}')).toBe('{"a": {"b": 1}: 2}')
})

test('a field of a span is no word of a failure, and what waits again is not delivered', () => {
  const failed = `2026-11-30T06:11:46Z  INFO ${SPANS}smtp::outbound: context="tls" event="failed" mx="mx.example.org" error=I/O error: tls handshake eof`
  const waits = `2026-11-30T06:11:46Z  INFO ${SPANS}smtp::outbound: Delivery was not possible, message re-queued for delivery. context="queue" reason="delivery failed"`
  expect(readText(waits).symptom).toBe('unknown')
  expect(readText(`${failed}\n${waits}`)).toMatchObject({ symptom: 'tls.handshake.eof', stage: 'tls' })
})
