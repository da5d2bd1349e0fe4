import { printable } from '../base/printable.ts'
import { rowOf } from '../base/row-of.ts'
import { alertWords, CLOSED } from '../domain/end-words.ts'
import type { SmtpStep } from '../domain/facts/smtp-facts.ts'
import type { Outcome } from '../domain/outcome.ts'
import { isPositive } from '../domain/reply.ts'

type StepEnd = Pick<SmtpStep, 'stage' | 'outcome'>

/**
 * What came of one step: of an EHLO answer the keywords as well, for what a server offers decides what comes after it. `earlier`: the EHLO
 * before STARTTLS, whose list is not shown twice.
 */
export function stepOutcomeText(step: StepEnd, limit: number, earlier?: StepEnd): string {
  const { stage, outcome } = step
  // Whether the octets arrived, the next answer tells.
  if (stage === 'body' && outcome.kind === 'done') return 'handed to our kernel'
  // No answer is due before the end of a message.
  if (stage === 'body' && outcome.kind === 'silent')
    return `not all of it was taken${outcome.afterMs === undefined ? '' : ` within ${seconds(outcome.afterMs)}`}`
  if (stage !== 'ehlo' || outcome.kind !== 'reply' || !isPositive(outcome.reply)) return outcomeText(outcome, limit)
  const offers = offersOf(step).join(' ')
  const isKnown = earlier !== undefined && offers === offersOf(earlier).filter(isNotStarttls).join(' ')
  const shown = offers === '' ? '' : isKnown ? ' (offers the same)' : ` (offers ${offers})`
  return printable(`${outcome.reply.code} ${outcome.reply.lines[0] ?? ''}${shown}`, limit)
}

/** A server offers it no more once TLS is on (RFC 3207 §4.2). */
function isNotStarttls(keyword: string): boolean {
  return keyword.toUpperCase() !== 'STARTTLS'
}

function offersOf({ outcome }: StepEnd): readonly string[] {
  return outcome.kind === 'reply' ? outcome.reply.lines.slice(1).map(keywordText) : []
}

/** A keyword without its parameters, but for the size that is taken and the ways of a login. */
function keywordText(line: string): string {
  const [keyword = '', ...parameters] = line.trim().split(/[ =]+/)
  return SHOWN_WITH_PARAMETERS.has(keyword.toUpperCase()) && parameters.length > 0
    ? `${keyword}=${parameters.join(',')}`
    : keyword
}

const SHOWN_WITH_PARAMETERS: ReadonlySet<string> = new Set(['SIZE', 'AUTH'])

/** One outcome as a reader meets it, escaped: `250 mx1 …`, `connection reset (RST)`, `no answer within 12.0 s`. */
export function outcomeText(outcome: Outcome, limit = 200): string {
  switch (outcome.kind) {
    case 'reply': {
      const { code, lines } = outcome.reply
      const more = lines.length > 1 ? ` (+${lines.length - 1} lines)` : ''
      return (
        printable(`${code} ${lines.length > 1 && code >= 400 ? joined(lines) : (lines[0] ?? '')}`, limit) +
        (code < 400 ? more : '')
      )
    }
    case 'done':
      return 'ok'
    case 'closed': {
      if (outcome.alert !== undefined)
        return `${alertWords(outcome.alert.description, outcome.alert.from)}${detail(outcome.detail)}`
      const seen =
        outcome.bytesSeen > 0
          ? ` after ${outcome.bytesSeen} octets of an answer`
          : outcome.by === 'fin'
            ? ' without an answer'
            : ''
      return `${CLOSED[outcome.by]}${seen}${detail(outcome.detail)}`
    }
    case 'silent':
      return `${unanswered(outcome.bytesSeen)}${outcome.afterMs === undefined ? '' : ` within ${seconds(outcome.afterMs)}`}`
    case 'garbled':
      return `not what SMTP or TLS says: ${outcome.why}: ${printable(outcome.head, 60)}`
    case 'errno':
      return `${outcome.errno} (${rowOf(ERRNO, outcome.errno) ?? 'the kernel ended it'})`
  }
}

/** The lines of a refusal as one text: each may begin with the code that the first one has (RFC 2034 §4). */
function joined(lines: readonly string[]): string {
  const code = /^[245]\.\d{1,3}\.\d{1,3} /.exec(lines[0] ?? '')?.[0]
  return lines
    .map((line, index) => (index > 0 && code !== undefined && line.startsWith(code) ? line.slice(code.length) : line))
    .join(' / ')
}

function unanswered(bytesSeen = 0): string {
  return bytesSeen === 0 ? 'no answer' : `${bytesSeen} octets of an answer, and not its end`
}

const ERRNO: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  EHOSTUNREACH: 'no route to host',
  ENETUNREACH: 'network is unreachable',
  ETIMEDOUT: 'connection timed out',
  EADDRNOTAVAIL: 'no address or port of ours to leave by',
  EMFILE: 'too many open files',
  EACCES: 'forbidden by our own host, or by a filter on the way',
  EPERM: 'forbidden by our own host',
}

function detail(text: string | undefined): string {
  return text === undefined ? '' : `: ${printable(text, 120)}`
}

export function seconds(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`
}
