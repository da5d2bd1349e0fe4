import { expect, test } from 'vitest'
import { eximLog496 } from '../generators/exim-log.ts'
import { writeMtaLog } from '../generators/mta-log.ts'
import { writePostfixLog } from '../generators/postfix-log.ts'
import type { Truth } from '../generators/truth.ts'
import { analyseText } from './analyse-text.ts'
import { counted } from './counted.ts'
import { PROGRAM_FORMS } from './program-forms.table.ts'
import { RECORD_FORMS } from './record-forms.table.ts'
import { STORE_EXPORTS } from './store-exports.table.ts'
import type { LoggedLine } from './wrappers.table.ts'
import { eachLine, oldStyle, WRAPPERS } from './wrappers.table.ts'

interface Generated {
  readonly truth: Truth
  readonly lines: readonly LoggedLine[]
}

function takenApart(line: string): LoggedLine {
  const parts = /^(\S+) \S+ (\S+?)\[(\d+)\]: (.*)$/.exec(line)
  const [, stamp = '2024-05-01T00:00:00Z', program = 'cron', pid = '1', text = line] = parts ?? []
  return { atMs: Date.parse(stamp), program, pid: Number(pid), text }
}

function generated(write: (emit: (line: string) => void) => Truth): Generated {
  const lines: LoggedLine[] = []
  return { truth: write((line) => lines.push(takenApart(line))), lines }
}

const LOGS: readonly (readonly [string, Generated])[] = [
  [
    'Postfix',
    generated((emit) => writePostfixLog({ seed: 41, messages: 120, frame: 'rfc3339', dialect: '3.10' }, emit)),
  ],
  [
    'Exim',
    generated((emit) =>
      writeMtaLog(
        eximLog496,
        (atMs, text) => `${new Date(atMs).toISOString()} mail exim[77]: ${text}`,
        { seed: 42, messages: 80 },
        emit,
      ),
    ),
  ],
]

test('lines without stamp and program (journalctl -o cat) are known by their words', () => {
  for (const [, { truth, lines }] of LOGS)
    expect(told(counted(analyseText(eachLine(({ text }) => text)(lines)).document))).toEqual(told(truth))
})

/** How many lines a text has, and which of them are no log, is the wrapper's affair. */
const told = (truth: Truth): Truth => ({ ...truth, lines: 0, unknown: 0 })

const toTheSecond = (period: object): string => JSON.stringify(period).replaceAll(/\.\d{3}Z/g, 'Z')

for (const [mta, { truth, lines }] of LOGS) {
  const { period } = analyseText(eachLine(oldStyle)(lines)).document
  test.each([...WRAPPERS, ...STORE_EXPORTS, ...RECORD_FORMS, ...PROGRAM_FORMS])(
    `%s: every counter of the log inside, ${mta}`,
    (name, wrap) => {
      const text = wrap(lines)
      const { document } = analyseText(text)
      expect(told(counted(document))).toEqual(told(truth))
      expect(told(counted(analyseText(text, {}, 4_097).document))).toEqual(told(truth))
      if (name !== 'journalctl -o short-monotonic') expect(toTheSecond(document.period)).toEqual(toTheSecond(period))
    },
  )
}

test('a document that never closes its brackets costs no memory and little time', () => {
  const events = [1, 2].map(
    (pid) => `{"message":"May  1 00:00:00 mail postfix/smtpd[${pid}]: connect from a[192.0.2.1]"}`,
  )
  const text = `{"events":[${events.join(',')},${'[{"a":'.repeat(200_000)}`
  expect(analyseText(text).document.lines.read).toBeGreaterThanOrEqual(2)
})
