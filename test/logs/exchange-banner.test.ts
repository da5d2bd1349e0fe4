import { expect, test } from 'vitest'
import { analyseText } from './analyse-text.ts'

function session(banner: string) {
  return analyseText(
    [
      '#Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context',
      '2026-11-28T00:00:30.000Z,Internet,08DA0004,0,,192.0.2.13:25,*,,attempting to connect',
      '2026-11-28T00:00:30.100Z,Internet,08DA0004,1,10.0.0.5:4002,192.0.2.13:25,+,,',
      `2026-11-28T00:00:30.200Z,Internet,08DA0004,2,10.0.0.5:4002,192.0.2.13:25,<,${banner},`,
      '2026-11-28T00:00:30.300Z,Internet,08DA0004,3,10.0.0.5:4002,192.0.2.13:25,>,QUIT,',
      '2026-11-28T00:00:30.400Z,Internet,08DA0004,4,10.0.0.5:4002,192.0.2.13:25,-,,Remote',
    ].join('\n'),
  ).attempts
}

test.each([
  ['421 4.7.0 Too many connections', '192.0.2.13'],
  ['421 mx.busy.example Too many connections', 'mx.busy.example'],
  ['554 Blocked. See https://bl.example/1', '192.0.2.13'],
  ['421 busy Try later', '192.0.2.13'],
])('the host is named by the banner, where it names one: %s', (banner, mx) => {
  expect(session(banner)).toMatchObject([{ mx, stage: 'banner', status: 'deferred' }])
})
