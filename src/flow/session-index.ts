import type { Segment } from '../wire/packet/segment.ts'
import { sideOf } from './flow-key.ts'
import type { Session } from './session.ts'

/** The sessions that are followed at the moment. */
export interface SessionIndex {
  readonly size: number
  /** The session that a packet, or the packet that an ICMP error quotes, belongs to. */
  find(hash: number, segment: Segment, sourceAt: number, targetAt: number): Session | undefined
  add(session: Session): void
  remove(session: Session): void
  /** Takes out nothing; the list may be changed meanwhile. */
  each(visit: (session: Session) => void): void
  /** Of the oldest, the one that was quiet longest. */
  quietest(): Session | undefined
}

/** The oldest among which the quietest is looked for. */
const OLDEST = 64

/** Sessions of the same hash are chained, so that a packet makes no key. */
export function createSessionIndex(): SessionIndex {
  const buckets = new Map<number, Session>()
  let size = 0

  function remove(gone: Session): void {
    const first = buckets.get(gone.hash)
    if (first === gone) {
      if (gone.next === undefined) buckets.delete(gone.hash)
      else buckets.set(gone.hash, gone.next)
    } else {
      for (let one = first; one !== undefined; one = one.next) if (one.next === gone) one.next = gone.next
    }
    gone.next = undefined
    size -= 1
  }

  return {
    get size() {
      return size
    },
    find(hash, segment, sourceAt, targetAt) {
      let session = buckets.get(hash)
      while (session !== undefined && sideOf(session, segment, sourceAt, targetAt) === undefined) session = session.next
      return session
    },
    add(session) {
      session.next = buckets.get(session.hash)
      buckets.set(session.hash, session)
      size += 1
    },
    remove,
    each(visit) {
      for (const first of buckets.values())
        for (let session: Session | undefined = first; session !== undefined;) {
          const { next }: Session = session
          visit(session)
          session = next
        }
    },
    quietest() {
      let quietest: Session | undefined
      let seen = 0
      for (const session of buckets.values()) {
        if (quietest === undefined || session.lastUs < quietest.lastUs) quietest = session
        if ((seen += 1) >= OLDEST) break
      }
      return quietest
    },
  }
}
