import type { Seeded } from './seeded.ts'
import { seeded } from './seeded.ts'
import type { Truth } from './truth.ts'
import { countAttempt, noTruth } from './truth.ts'

/** One recipient's fate, before any MTA puts it into its words. */
export interface Fate {
  readonly status: 'sent' | 'deferred' | 'bounced'
  readonly symptom?: string
  readonly stage?: string
}

export interface Message {
  readonly number: number
  readonly domain: string
  readonly host: string
  readonly address: string
  readonly size: number
  readonly recipients: readonly string[]
}

/** Writes one MTA's lines for a message, and counts what it wrote. */
export type Dialect = (message: Message, random: Seeded, truth: Truth, write: (text: string) => void) => void

/** A log of so many messages in one dialect; `frame` puts a stamp (and a tag) before each line. */
export function writeMtaLog(
  dialect: Dialect,
  frame: (atMs: number, text: string) => string,
  options: { readonly seed: number; readonly messages: number },
  emit: (line: string) => void,
): Truth {
  const random = seeded(options.seed)
  const truth = noTruth()
  let atMs = Date.UTC(2024, 4, 1)
  for (let number = 1; number <= options.messages; number++) {
    atMs += random.below(4_000)
    const domain = `d${random.below(20)}.example`
    const message: Message = {
      number,
      domain,
      host: `mx.${domain}`,
      address: `203.0.113.${1 + random.below(250)}`,
      size: 500 + random.below(90_000),
      recipients: Array.from({ length: 1 + random.below(3) }, (_, index) => `r${index}@${domain}`),
    }
    dialect(message, random, truth, (text) => {
      truth.lines++
      emit(frame(atMs, text))
    })
  }
  return truth
}

export function countAll(truth: Truth, message: Message, fate: Fate): void {
  for (const _ of message.recipients) countAttempt(truth, message.domain, fate.status, fate.symptom, fate.stage)
}
