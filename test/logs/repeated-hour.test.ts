import { expect, test } from 'vitest'
import type { Calendar } from '../../src/wire/syslog/stamp.ts'
import { analyseText } from './analyse-text.ts'

/** Berlin in October 2024: at 3:00 on the 27th summer time ends, and the hour from 2:00 to 3:00 comes twice. */
const berlin: Calendar = (year, month, day, hour, minute, second) => {
  const wall = Date.UTC(year, month, day, hour, minute, second)
  return wall - (wall < Date.UTC(2024, 9, 27, 3) ? 2 : 1) * 3_600_000
}

const exim = (stamp: string): string =>
  `${stamp} 1s1xOC-0Dw1m6-32 == u@a.example R=r T=t defer (111): Connection refused H=mx.a.example [192.0.2.1]\n`
const postfix = (stamp: string): string =>
  `${stamp} m postfix/smtp[9]: 4DCnd66HyzB: to=<u@a.example>, relay=none, delay=1, delays=0/0/1/0, dsn=4.4.1, status=deferred (connect to mx.a.example[192.0.2.1]:25: Connection refused)\n`

test.each([
  ['Postfix, without a year', (time: string) => postfix(`Oct 27 ${time}`)],
  ['Exim, without a zone', (time: string) => exim(`2024-10-27 ${time}`)],
])('%s: the hour that comes twice goes on', (_name, line) => {
  const times = ['01:59:00', '02:30:00', '02:59:00', '02:58:50', '02:01:00', '02:40:00', '02:59:30', '03:10:00']
  const { attempts } = analyseText(times.map(line).join(''), { calendar: berlin })
  expect(attempts.map(({ at }) => at?.slice(8, 19))).toEqual([
    '26T23:59:00',
    '27T00:30:00',
    '27T00:59:00',
    // A few seconds back are two processes that did not write in their order.
    '27T00:58:50',
    '27T01:01:00',
    '27T01:40:00',
    '27T01:59:30',
    '27T02:10:00',
  ])
})

test('a clock that is set back at another time of the day is believed', () => {
  const { attempts } = analyseText(['Oct 27 12:30:00', 'Oct 27 12:01:00'].map(postfix).join(''), { calendar: berlin })
  expect(attempts.map(({ at }) => at?.slice(11, 19))).toEqual(['11:30:00', '11:01:00'])
})
