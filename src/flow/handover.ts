import { release } from './packet-log.ts'
import { finishReading } from './read-payload.ts'
import { letGo } from './reassembly.ts'
import { onSmtpPort, type Session } from './session.ts'

/** Why a session was handed over. */
export type Handover = 'closed' | 'idle' | 'reused' | 'end-of-capture'

/** Sessions without any payload in a document; floods and scans bring more than anybody reads. */
const MOST_HANDSHAKES = 20_000
/** Of these with one SYN only, which are no failures. */
const MOST_LONE = 5_000

/** Hands sessions over to those who judge them. */
export interface Gate {
  /** Got no further than the handshake, and were too many to be listed. */
  readonly unlisted: number
  /** Gives back the memory of the session, too. */
  hand(session: Session, why: Handover, nowUs: number): void
  /** Whether one more connection of a lone SYN is listed. */
  admitsLone(): boolean
}

export function createGate(done: (session: Session, why: Handover) => void): Gate {
  let handshakes = 0
  let lone = 0
  let unlisted = 0

  function judge(session: Session, why: Handover): void {
    if (!session.dialogue.smtp && !onSmtpPort(session)) return
    if (session.readers === undefined && (handshakes += 1) > MOST_HANDSHAKES) unlisted += 1
    else done(session, why)
  }

  return {
    get unlisted() {
      return unlisted
    },
    hand(session, why, nowUs) {
      if (!session.foreign) {
        session.quietUs = Math.max(0, nowUs - session.lastUs)
        finishReading(session)
        judge(session, why)
      }
      release(session.log)
      letGo(session.sides[0])
      letGo(session.sides[1])
    },
    admitsLone() {
      lone += 1
      if (lone > MOST_LONE) unlisted += 1
      return lone <= MOST_LONE
    },
  }
}
