import type { LineEnd } from './line-words.ts'
import { setOf } from './things.ts'

const PATHWAY = setOf('path route way')
const UNDONE = setOf('not failed fails incomplete unfinished')
const UNMADE = setOf('failed unsuccessful impossible refused rejected')
const REFUSES = setOf('rejects reject rejected refuses refuse refused')
const NOBODY = setOf('nothing no not nobody isn none never')
const REACHED = setOf('contacted reached')
const ABANDONED = / (?:abandoned|gave up|given up|expired|ran out|took too long|overdue)/
const ATTEMPT = / (?:attempts? to connect|connection (?:attempt|request)s?|connect requests?) /

/** True when the words speak of the attempt to connect. */
export function speaksOfAttempt(flat: string): boolean {
  return ATTEMPT.test(flat)
}

/** What is said of a port, of a path or of TCP's own handshake: no connection came about. */
export function unreachedBy(tokens: readonly string[], flat: string): LineEnd | undefined {
  for (const [at, token] of tokens.entries()) {
    const found = unreachedAt(tokens, at, token)
    if (found !== undefined) return found
  }
  return ATTEMPT.test(flat) && ABANDONED.test(flat)
    ? { symptom: 'connect.timeout', rule: 'line/unheard', ended: 'silence' }
    : undefined
}

function unreachedAt(tokens: readonly string[], at: number, token: string): LineEnd | undefined {
  const before = tokens.slice(Math.max(0, at - 4), at)
  const behind = tokens.slice(at + 1, at + 7)
  if (token === 'port' && behind.includes('closed')) return refused('port-closed')
  // `nothing is listening on port 587`.
  if (token === 'listening' && before.some((word) => NOBODY.has(word))) return refused('unheeded')
  if (REFUSES.has(token) && /^(?:tcp|connections)$/.test(behind[0] ?? '')) return refused('refused')
  if (PATHWAY.has(token) && tokens[at - 1] === 'no' && tokens[at + 1] === 'to')
    return { symptom: 'connect.unreachable', rule: 'line/pathless' }
  if (token === 'unreachable' && before.some((word) => /^(?:host|network|router)$/.test(word)))
    return { symptom: 'connect.unreachable', rule: 'line/unreachable' }
  if (token === 'tcp' && behind[0] === 'handshake' && tokens.slice(at + 2).some((word) => UNDONE.has(word)))
    return unheard()
  // `no SYN-ACK from mx.example.org within 60 seconds`, `SYN to 192.0.2.1:25 unanswered`.
  if (
    /^syn(?:[-/]?ack)?s?$/.test(token) &&
    (before.slice(-3).some((word) => /^(?:no|our|unanswered)$/.test(word)) || behind.slice(0, 4).includes('unanswered'))
  )
    return unheard()
  // `none of the MX hosts could be contacted`.
  if (
    REACHED.has(token) &&
    tokens[at - 1] === 'be' &&
    tokens.slice(Math.max(0, at - 10), at).some((w) => NOBODY.has(w))
  )
    return { symptom: 'connect.failed', rule: 'line/unreached' }
  return undefined
}

/** `connection to the mail server failed`, `connect to mx.example.org was refused`, `refused our connection`. */
export function unmade(tokens: readonly string[]): LineEnd | undefined {
  const isRefused = tokens.some(
    (token, at) =>
      token === 'refused' &&
      /^(?:our|my|the|a)$/.test(tokens[at + 1] ?? '') &&
      tokens.slice(at + 2, at + 4).includes('connection'),
  )
  if (isRefused) return refused('refused')
  for (const [at, token] of tokens.entries()) {
    if ((token !== 'connection' && token !== 'connect') || !/^(?:to|with)$/.test(tokens[at + 1] ?? '')) continue
    const end = tokens.slice(at + 2, at + 9).find((word) => UNMADE.has(word))
    if (end === 'refused' || end === 'rejected') return refused('refused')
    if (end !== undefined) return { symptom: 'connect.failed', rule: 'line/unreached' }
  }
  return undefined
}

function refused(rule: string): LineEnd {
  return { symptom: 'connect.refused', rule: `line/${rule}`, ended: 'rst' }
}

function unheard(): LineEnd {
  return { symptom: 'connect.timeout', rule: 'line/unheard', ended: 'silence' }
}
