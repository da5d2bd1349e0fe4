import { expect, test } from 'vitest'
import { clockOffset, dateIn } from './clock-offset.ts'
import { otherSources } from './own-addresses.ts'

test.each([
  ['mx.example.org ESMTP Exim 4.96 Tue, 24 Nov 2026 00:16:53 +0000', '2026-11-24T00:16:53Z'],
  ['mx.example.org ESMTP Sendmail 8.17; Mon, 23 Nov 2026 19:16:53 -0500', '2026-11-24T00:16:53Z'],
  ['mx.example.org Microsoft ESMTP MAIL Service ready at Tue, 24 Nov 2026 05:46:53 +0530', '2026-11-24T00:16:53Z'],
  ['Date: Tue, 24 Nov 2026 00:16:53 GMT', '2026-11-24T00:16:53Z'],
  ['4 Nov 2026 00:16 UT', '2026-11-04T00:16:00Z'],
])('%s', (text, iso) => expect(dateIn(text)).toBe(Date.parse(iso)))

test.each([
  'mx.example.org ESMTP',
  '24 Nov 2026 00:16:53',
  '99 Nov 2026 00:16:53 GMT',
  '24 Foo 2026 00:16:53 GMT',
  '24 Nov 2026 29:16:53 GMT',
  '',
])('%j holds no moment', (text) => expect(dateIn(text)).toBeUndefined())

test('positive means that our clock is ahead', () => {
  const receivedAt = Date.parse('2026-11-24T01:00:00Z')
  expect(clockOffset('Tue, 24 Nov 2026 00:59:00 +0000', receivedAt, 'mx')).toEqual({ offsetSeconds: 60, from: 'mx' })
})

test.each([
  ['192.0.2.1', ['192.0.2.2']],
  ['10.0.0.5', ['10.0.0.6', '192.168.1.1']],
  ['2001:4860::1', ['2001:4860::2']],
  ['127.0.0.1', []],
])('instead of %s', (inUse, others) => {
  const own = [
    '127.0.0.1',
    '::1',
    '192.0.2.1',
    '192.0.2.2',
    '10.0.0.5',
    '10.0.0.6',
    '192.168.1.1',
    '2001:4860::1',
    '2001:4860::2',
    'fd00::1',
    'fe80::1',
  ]
  expect(otherSources(own, inUse)).toEqual(others)
})
