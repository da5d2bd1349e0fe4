import type { FlowEnd } from '../../domain/facts/flow-facts.ts'
import type { Witness } from './witness.ts'

/** Other sessions of the same pair that must be open at the same time before a limit on connections is named. */
const LEAST_COMPANY = 2
/** A refused SYN is repeated until a place is free; the next repetition comes at most this long after. */
const MOST_RETRY_US = 4.2e6

/** SYNs are dropped, or refused, while others of the same pair are open; they pass when one of those closes. */
export function connectionLimit(end: FlowEnd, witness: Witness, pair: readonly Witness[]): FlowEnd | undefined {
  const refused =
    end.signature === 'port-closed' ||
    end.signature === 'syn-rejected-by-box' ||
    end.signature === 'icmp-port-by-box' ||
    end.signature === 'icmp-port'
  const dropped = witness.syns >= 2 && (end.healthy || end.signature === 'syn-unanswered')
  if (!refused && !dropped) return undefined
  const untilUs = Math.min(witness.openedUs, witness.lastSynUs)
  const company = pair.filter(
    (other) => other !== witness && other.openedUs <= witness.startedUs && other.endUs >= witness.startedUs,
  )
  if (company.length < LEAST_COMPANY) return undefined
  const opened = Number.isFinite(witness.openedUs)
  const freed = company.some(
    (other) => other.endUs <= witness.openedUs && witness.openedUs - other.endUs <= MOST_RETRY_US,
  )
  // A SYN that passes at last must have passed because a place became free; one that never does must meet a full house.
  if (opened ? !freed || witness.syns < 3 : company.filter((other) => other.endUs >= untilUs).length < LEAST_COMPANY)
    return undefined
  const later = pair.some(
    (other) => other !== witness && other.startedUs > witness.startedUs && Number.isFinite(other.openedUs),
  )
  return {
    ...end,
    healthy: false,
    stage: 'connect',
    endedBy: 'middlebox',
    signature: 'connection-limit',
    marks: [
      {
        says: `${company.length} other sessions between the same hosts are open when this SYN is not let in`,
        frames: witness.synFrames,
      },
      ...(opened ? [{ says: 'it passes as soon as one of them has closed', frames: [] }] : []),
    ],
    verdict: {
      cause: 'firewall/syn-rate-or-connlimit',
      locus: 'receiver',
      symptom: refused ? 'connect.refused' : 'connect.timeout',
      title: 'A limit on parallel connections keeps this one out',
      note: `${company.length} other sessions between the same hosts were open${opened ? '; it passed when one of them closed' : ''}`,
      standing: opened || later ? 'supported' : 'possible',
      persistence: 'passes-by-itself',
      alternatives: opened
        ? []
        : [
            {
              cause: refused ? 'receiver/connection-refused' : 'path/syn-not-answered',
              decidedBy: 'one connection at a time',
            },
          ],
      next: 'fewer connections at a time to this host',
    },
  }
}
