import { describe, expect, test } from 'vitest'
import type { AttemptLine } from '../../src/app/logs/document.ts'
import { eximLog496 } from '../generators/exim-log.ts'
import { writeMtaLog } from '../generators/mta-log.ts'
import { opensmtpdLog } from '../generators/opensmtpd-log.ts'
import { writePostfixLog } from '../generators/postfix-log.ts'
import { seeded, type Seeded } from '../generators/seeded.ts'
import { sendmailLog } from '../generators/sendmail-log.ts'
import { analyseText } from './analyse-text.ts'

const MESSAGES = 60

const tagged = (tag: string) => (atMs: number, text: string) =>
  `${new Date(atMs).toISOString()} mail ${tag}[77]: ${text}`

const LOGS: readonly (readonly [string, (seed: number, emit: (line: string) => void) => unknown])[] = [
  ['Postfix', (seed, emit) => writePostfixLog({ seed, messages: MESSAGES }, emit)],
  ['Sendmail', (seed, emit) => writeMtaLog(sendmailLog, tagged('sm-mta'), { seed, messages: MESSAGES }, emit)],
  ['OpenSMTPD', (seed, emit) => writeMtaLog(opensmtpdLog, tagged('smtpd'), { seed, messages: MESSAGES }, emit)],
  ['Exim', (seed, emit) => writeMtaLog(eximLog496, tagged('exim'), { seed, messages: MESSAGES }, emit)],
]

/** What happens to a line, or to two that were written at once; what comes of it stands in their place. */
type Damage = (line: string, random: Seeded, next: string) => readonly string[]

/** Where a line may break: not in its stamp, so that there is one to be damaged. */
function somewhere(line: string, random: Seeded): number {
  return 20 + random.below(Math.max(1, line.length - 20))
}

const DAMAGES: readonly (readonly [string, Damage])[] = [
  ['cut short, as by a full disk', (line, random) => [line.slice(0, somewhere(line, random))]],
  [
    'broken in two by an end of line',
    (line, random) => {
      const at = somewhere(line, random)
      return [line.slice(0, at), line.slice(at)]
    },
  ],
  [
    'NULs in the middle, as after a crash',
    (line, random) => {
      const at = somewhere(line, random)
      return [`${line.slice(0, at)}${'\0'.repeat(random.below(600))}${line.slice(at)}`]
    },
  ],
  [
    'another line within it, of a second writer',
    (line, random, next) => {
      const at = somewhere(line, random)
      return [`${line.slice(0, at)}${next}`, line.slice(at)]
    },
  ],
  ['its beginning lost', (line, random) => [line.slice(random.below(line.length))]],
  ['lost', () => []],
  ['written twice', (line) => [line, line]],
]

const IN_A_LOG = 8

/** Some lines of it that name a message are damaged; gives the ids of those messages too. */
function damaged(
  lines: readonly string[],
  ids: readonly string[],
  damage: Damage,
  random: Seeded,
): { readonly text: string; readonly touched: ReadonlySet<string> } {
  const named = lines.map((line) => ids.filter((id) => line.includes(id)))
  const candidates = named.flatMap((found, index) => (found.length > 0 ? [index] : []))
  const chosen = new Set(Array.from({ length: IN_A_LOG }, () => candidates[random.below(candidates.length)] ?? 0))
  const touched = new Set<string>()
  const text: string[] = []
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? ''
    if (!chosen.has(index)) {
      text.push(line)
      continue
    }
    const next = lines[index + 1] ?? ''
    const made = damage(line, random, next)
    const swallowsNext = next !== '' && made.some((one) => one !== line && one.endsWith(next))
    for (const id of [...(named[index] ?? []), ...(swallowsNext ? (named[index + 1] ?? []) : [])]) touched.add(id)
    text.push(...made)
    if (swallowsNext) index++
  }
  return { text: `${text.join('\n')}\n`, touched }
}

describe.each(LOGS)('damaged lines of a log: %s', (_, generate) => {
  test.each(DAMAGES)(
    '%s: what is told of other messages stays as it is, and no address is made up',
    (_name, damage) => {
      for (const seed of [1, 2, 3]) {
        const lines: string[] = []
        generate(seed, (line) => lines.push(line))
        const whole = analyseText(`${lines.join('\n')}\n`).attempts
        const ids = [...new Set(whole.flatMap(({ queueId }) => (queueId === null ? [] : [queueId])))]
        const { text, touched } = damaged(lines, ids, damage, seeded(seed))
        const left = analyseText(text).attempts
        const others = new Set(ids.filter((id) => !touched.has(id)))
        expect(rowsOf(left, others), `seed ${seed}`).toEqual(rowsOf(whole, others))
        const words = new Set(lines.flatMap((line) => line.split(/[\s<>,]+/)))
        const madeUp = left.filter(({ recipient }) => recipient !== null && !words.has(recipient))
        expect(madeUp, `seed ${seed}`).toEqual([])
      }
    },
  )
})

function rowsOf(attempts: readonly AttemptLine[], ids: ReadonlySet<string>): readonly string[] {
  return attempts
    .filter(({ queueId }) => queueId !== null && ids.has(queueId))
    .map((attempt) => JSON.stringify(attempt))
    .sort()
}
