import type { SymptomFact } from '../domain/facts/text-facts.ts'
import type { Reply } from '../domain/reply.ts'
import type { Software } from '../domain/software.ts'
import type { Stage } from '../domain/stage.ts'
import type { Symptom } from '../domain/symptom.ts'
import { libraryOf } from './library-of.ts'
import { saysReturned } from './returned.ts'
import { sideOfHandshake } from './tls/side-of-handshake.ts'

/** What words tell of a session beside the symptom, as the facts name it. */
type Told = Pick<
  SymptomFact,
  | 'instead'
  | 'stage'
  | 'ended'
  | 'tlsAlert'
  | 'software'
  | 'host'
  | 'address'
  | 'port'
  | 'domain'
  | 'recipient'
  | 'elapsedSeconds'
  | 'bytes'
>

/** What was read in one text. It states facts only: what was seen, at which stage, and in whose words. */
export interface TextReading extends Told {
  /** The text as read: at most 64 kB of what was given, its beginning and its end, line ends made plain. */
  readonly text: string
  /** Characters beyond that limit, out of the middle. */
  readonly cut: number
  readonly speaker: SymptomFact['speaker']
  /** Finer than the speaker: whose grammar it is. */
  readonly voice: 'mta' | 'library' | 'os' | 'tls' | 'peer' | 'unknown'
  readonly symptom: Symptom
  /** `words`: the text names the stage; `meaning`: it follows from what the symptom means. */
  readonly stageFrom?: 'words' | 'meaning'
  readonly reply?: Reply
  /** Which rule recognised it: `file/name`. */
  readonly rule: string
  /** The sender gave up after its retry time. The symptom is that of the last real attempt when the text holds it, else `expired`. */
  readonly expired: boolean
  /** The line repeats an earlier attempt's reason (`delivery temporarily suspended`). */
  readonly suspended: boolean
  /** The words that decided, unescaped, at most 500 characters. */
  readonly words: string
}

/** What one grammar made of a text. A grammar that found another's words hands them on in `said`. */
export interface SpeakerReading extends Told {
  readonly speaker: TextReading['speaker']
  readonly voice: TextReading['voice']
  readonly rule: string
  readonly symptom?: Symptom
  /** The last of several commands that went out together: the reply answers it, or one before it. */
  readonly lastStage?: Stage
  /** The peer's reply, still to be read. */
  readonly said?: string
  readonly expired?: boolean
  readonly suspended?: boolean
  /** The words that decided, when they are only a part of the text. */
  readonly words?: string
}

/** What the caller knows about a text that the text does not say. */
export interface TextHints {
  readonly origin?: SymptomFact['origin']
  /** The software that wrote it. */
  readonly software?: Software
  /** Who said it, when that is certain: a live reply, a remote server's diagnostic. */
  readonly speaker?: 'us' | 'peer'
  readonly stage?: Stage
  /** The peer's host name, for the receivers' own tables. */
  readonly host?: string
}

/** The facts that causes weigh. A text that says nothing known makes none. */
export function symptomFacts(reading: TextReading, origin: SymptomFact['origin'] = 'user'): readonly SymptomFact[] {
  if (reading.symptom === 'unknown') return []
  const { symptom, speaker, rule, words } = reading
  const side = symptom.startsWith('tls.') ? sideOfHandshake(reading.text) : undefined
  const library = libraryOf(reading)
  return [
    {
      symptom,
      speaker,
      rule,
      words,
      origin,
      ...(reading.instead !== undefined && { instead: reading.instead }),
      ...(reading.stage !== undefined && { stage: reading.stage }),
      ...(reading.ended !== undefined && { ended: reading.ended }),
      ...(reading.tlsAlert !== undefined && { tlsAlert: reading.tlsAlert }),
      ...(reading.reply !== undefined && { reply: reading.reply }),
      ...(reading.software !== undefined && { software: reading.software }),
      ...(library !== undefined && { library }),
      ...(reading.host !== undefined && { host: reading.host }),
      ...(reading.address !== undefined && { address: reading.address }),
      ...(reading.port !== undefined && { port: reading.port }),
      ...(reading.domain !== undefined && { domain: reading.domain }),
      ...(reading.recipient !== undefined && { recipient: reading.recipient }),
      ...(reading.elapsedSeconds !== undefined && { elapsedSeconds: reading.elapsedSeconds }),
      ...(reading.bytes !== undefined && { bytes: reading.bytes }),
      ...(side !== undefined && { handshakeSide: side }),
      ...(saysReturned(reading.text) && { isReturned: true }),
    },
  ]
}
