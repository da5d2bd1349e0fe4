import { namedPeer } from '../../endpoints.ts'
import { readSystemError } from '../../system-errors.ts'
import type { SpeakerReading } from '../../text-reading.ts'
import { wordsOf } from '../../words.ts'
import type { Words } from '../../words.ts'
import { OURS } from './ours.ts'

/** What Exim says of its retry rules; `read` reads the reason of the last attempt, which may stand before them. */
export function retry(words: Words, read: (words: Words) => SpeakerReading | undefined): SpeakerReading | undefined {
  const { lower, raw } = words
  // "… (and retry time not reached)" stands behind it: there will be no retry.
  if (lower.includes('have been failing for a long time'))
    return { ...OURS, rule: 'exim/failing-long', symptom: 'expired', expired: true, ...domainOf(raw) }
  if (lower.includes('retry time not reached')) {
    if (lower.includes('long failure period'))
      return { ...OURS, rule: 'exim/retry-exhausted', symptom: 'expired', expired: true }
    return { ...OURS, rule: 'exim/retry-not-yet', symptom: 'retry.notyet' }
  }
  if (!lower.includes('retry timeout exceeded')) return undefined
  // All of them at once: what is left is read by this grammar again.
  const before = raw.replaceAll(GAVE_UP, '')
  const inner = read(wordsOf(before))
  if (inner !== undefined) return { ...inner, expired: true }
  const error = readSystemError(
    wordsOf(before),
    lower.includes('connection timed out') || lower.includes('refused') ? true : undefined,
  )
  const gaveUpOn = { ...OURS, rule: 'exim/retry-timeout', expired: true, ...namedPeer(raw) } as const
  if (error !== undefined) return { ...gaveUpOn, ...error, rule: 'exim/retry-timeout' }
  // What is left is the reason of the last attempt, in words of any kind: `mailbox is full: retry timeout exceeded`.
  return /[a-z]{3}/i.test(before) ? { ...gaveUpOn, said: before } : { ...gaveUpOn, symptom: 'expired' }
}

const GAVE_UP = /[:\s]{0,8}retry timeout exceeded/gi

function domainOf(raw: string): { readonly domain?: string } {
  const domain = /all hosts for '([^']{1,255})'/.exec(raw)?.[1]
  return domain === undefined ? {} : { domain }
}
