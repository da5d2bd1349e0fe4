import type { SymptomFact } from '../domain/facts/text-facts.ts'
import type { Stage } from '../domain/stage.ts'
import type { Symptom } from '../domain/symptom.ts'
import { CLOSED_THINGS, CLOSING, CONNECTING, ESTABLISHED } from './connection-words.table.ts'
import { anyOf, holdsAny } from './phrase.ts'
import { PORT_BEHIND, PORT_WORD } from './port-words.ts'
import { SYSTEM_ERRORS } from './system-errors.table.ts'
import type { SystemErrorRow } from './system-errors.table.ts'
import { foreignSystem, saysUnconnected } from './tongues/tongues.ts'
import { wordsOf } from './words.ts'
import type { Words } from './words.ts'

/** What an operating system's error means when no stage is known. */
export interface SystemError {
  readonly symptom: Symptom
  readonly rule: string
  readonly stage?: Stage
  readonly ended?: NonNullable<SymptomFact['ended']>
}

const CLOSING_SIGNS = anyOf(CLOSING)
const CLOSED_SIGNS = anyOf(CLOSED_THINGS)
const ROWS = SYSTEM_ERRORS.map(([name, meaning, ...signs]) => ({ name, meaning, signs: anyOf(signs) }))

function rowOf(words: Words): (typeof ROWS)[number] | undefined {
  return ROWS.find(({ signs }) => holdsAny(words, signs))
}

/** Reads an operating system's words. `connecting` is true when the text is known to be about the TCP connect. */
export function readSystemError(words: Words, connecting?: boolean): SystemError | undefined {
  const raised = RAISED.exec(words.raw)?.[1]
  const numbered = raised === undefined ? undefined : rowOf(wordsOf(`errno ${raised}`))
  if (numbered !== undefined) return meant(numbered.meaning, 'system/raised', words.flat, connecting)
  if (ELAPSED.test(words.raw)) return meant('timeout', 'system/elapsed', words.flat, connecting)
  const row = rowOf(words)
  if (row !== undefined)
    return meant(row.meaning, `system/${row.name}`, words.flat, connecting ?? isUnconnected(row.meaning, words))
  if (holdsAny(words, CLOSING_SIGNS) && holdsAny(words, CLOSED_SIGNS))
    return meant('closed', 'system/closed', words.flat, connecting)
  const foreign = foreignSystem(words)
  if (foreign === undefined) return undefined
  const rule = `system/tongue-${foreign.name}`
  // Windows has one sentence for a connect that nobody answered and for a host that fell silent later: it begins with the attempt.
  if (foreign.name === 'read-timeout') return meant('timeout', rule, words.flat, false)
  return foreign.meaning === 'unanswered'
    ? meant('timeout', rule, words.flat, connecting ?? true)
    : meant(foreign.meaning, rule, words.flat, connecting ?? isUnconnected(foreign.meaning, words))
}

/** An error of the system by its number alone, as a language's exception shows it: `OSError(113)`. */
const RAISED = /\b(?:OSError|IOError|SocketError|socket\.error|SystemError|SocketException)\(\s?(\d{2,3})\b/

/** Tokio's error of a time that ran out, as Rust prints what a value is made of. */
const ELAPSED = /\bElapsed\(\(\)\)/

/** A time that ran out where the words say, in whatever tongue, that no connection came about. */
function isUnconnected(meaning: SystemErrorRow[1], words: Words): true | undefined {
  const isEarly =
    meaning === 'timeout' && !ESTABLISHED.some((sign) => words.flat.includes(sign)) && saysUnconnected(words)
  return isEarly ? true : undefined
}

function meant(
  meaning: SystemErrorRow[1],
  rule: string,
  flat: string,
  connecting: boolean | undefined,
): SystemError | undefined {
  const early = connecting ?? isConnecting(flat)
  switch (meaning) {
    case 'refused':
      return { symptom: 'connect.refused', rule, stage: 'connect', ended: 'rst' }
    case 'unreachable':
      return { symptom: 'connect.unreachable', rule, stage: 'connect' }
    case 'reset':
      return (early && !/read econn|write econn/.test(flat) && connecting !== undefined) ||
        / connect econnreset|connect: connection reset|(?:to|cannot|couldn t|can t|could not|not) connect\b(?! to ssl).{0,60}reset/.test(
          flat,
        )
        ? { symptom: 'connect.reset', rule, stage: 'connect', ended: 'rst' }
        : { symptom: 'drop.lost', rule, ended: 'rst' }
    case 'aborted':
    case 'pipe':
      return { symptom: 'drop.lost', rule }
    case 'closed':
      return { symptom: 'drop.lost', rule, ended: 'fin' }
    case 'timeout':
      return early
        ? { symptom: 'connect.timeout', rule, stage: 'connect', ended: 'silence' }
        : { symptom: 'drop.timeout', rule, ended: 'silence' }
    case 'no-address':
      return { symptom: 'connect.failed', rule, stage: 'connect' }
    case 'permission':
      // WSAEACCES is of the socket itself: nothing was connected yet.
      return early || flat.includes('access a socket')
        ? { symptom: 'connect.failed', rule, stage: 'connect' }
        : undefined
    case 'resources':
      // A server that cannot listen has met no session.
      return / listen e/.test(flat)
        ? undefined
        : { symptom: 'local.resources', rule, ...(early && { stage: 'connect' as const }) }
  }
}

/** Of a port that times out it is said that no connection came about. */
const OF_A_PORT = new RegExp(String.raw`${PORT_WORD} ?\d{2,5}(?!\d)|(?<!\d)\d{2,5} ?${PORT_BEHIND}`, 'u')

function isConnecting(flat: string): boolean {
  return (
    / waiting for (?:a |the )?connection .{0,80} could not connect /.test(flat) ||
    ((CONNECTING.some((sign) => flat.includes(sign)) || OF_A_PORT.test(flat)) &&
      !ESTABLISHED.some((sign) => flat.includes(sign)))
  )
}
