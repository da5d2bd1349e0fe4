import type { Endpoint } from '../endpoint.ts'
import type { Reply } from '../reply.ts'
import type { Library, Software } from '../software.ts'
import type { Stage } from '../stage.ts'
import type { Symptom } from '../symptom.ts'

/**
 * What a text says: a log line, a bounce, a reply of the live peer. Made by `text` and `mta`, weighed by causes.
 * `drop.*` with a stage is what an MTA means by "lost connection while …".
 */
export interface SymptomFact {
  readonly symptom: Symptom
  /** What else the words admit: then they prove nothing. */
  readonly instead?: Symptom
  readonly stage?: Stage
  /** `us`: the sending MTA, library or operating system; `peer`: the other server's reply. */
  readonly speaker: 'us' | 'peer' | 'unknown'
  /** How the line ended, where the wording tells. */
  readonly ended?: 'fin' | 'rst' | 'silence' | 'alert'
  readonly tlsAlert?: number
  /** Which side of a handshake tells of it, where the text shows it: what a server refuses is the client's, and an alert that a client met is the server's. */
  readonly handshakeSide?: 'client' | 'server'
  readonly reply?: Reply
  /** The software that wrote the text. */
  readonly software?: Software
  /** The library whose error the text is: a program sent, and no mail server. Absent: the text does not show it. */
  readonly library?: Library
  /** Which table row recognised it, e.g. `google/unusual-rate`. */
  readonly rule: string
  /** The peer, when the text names it. */
  readonly host?: string
  readonly address?: string
  readonly port?: number
  readonly domain?: string
  readonly recipient?: string
  /** Seconds spent in the failing stage, as the text tells (`delays=`, `after 300 seconds`). */
  readonly elapsedSeconds?: number
  /** Octets written before the end, as the text tells. */
  readonly bytes?: number
  /** The sender gave the message back: it is in no queue, and nobody tries it again. Absent: the text does not say so. */
  readonly isReturned?: boolean
  /** The words that decided, at most 500 characters, unescaped. */
  readonly words: string
  /** `user`: given with --symptom; `live`: said by the peer in this run; `log`: read from a log. */
  readonly origin: 'user' | 'live' | 'log' | 'bounce'
  /** Live only: the endpoint that said it. */
  readonly endpoint?: Endpoint
}

/** A pattern over many mails: "only them", "only large", "every 300 s". */
export interface PatternFact {
  readonly pattern:
    | 'only-one-destination'
    | 'all-destinations'
    | 'only-ipv6'
    | 'only-large'
    | 'periodic'
    | 'since'
    | 'only-one-mx'
    | 'heals-in-clear'
  readonly symptom: Symptom
  readonly stage?: Stage
  readonly count: number
  readonly of: number
  /** Only large ones fail: from so many octets on. Absent: not known. */
  readonly fromBytes?: number
  /** A person says so, and nobody counted. */
  readonly told?: boolean
  readonly detail: string
}
