import type { CaptureOutcome } from '../../app/capture/packet-witness.ts'
import { counted } from '../../base/counted.ts'
import { printable } from '../../base/printable.ts'

/** One line: where the packets are, or why there are none and what to do. `withPayloads`: nothing was overwritten. */
export function captureLine(outcome: CaptureOutcome | undefined, withPayloads: boolean): string {
  if (outcome === undefined) return 'Nothing was captured: no address was contacted.'
  if (outcome.kind === 'refused') return printable(outcome.advice, 400)
  const { file, kept, autopsy, note } = outcome
  const failed = autopsy.sessions.filter(({ healthy }) => !healthy).length
  return [
    `${printable(file, 300)}: ${counted(kept.packets, 'packet')}, ${counted(autopsy.sessions.length, 'session')}, ${failed} failed; ${withPayloads ? 'it holds the messages, and credentials that went in clear' : 'bodies and credentials are overwritten'}.`,
    ...(kept.forgotten > 0 ? [`The size limit pushed out ${counted(kept.forgotten, 'older packet')}.`] : []),
    ...(note === undefined ? [] : [`${printable(note, 300)}.`]),
  ].join(' ')
}

/** A name for a new capture beside which others may lie: `hangup-example.org-20261127-175900.pcap`. */
export function captureName(target: string, now: Date): string {
  const stamp = now.toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15)
  const safe = target.replace(/[^\w.-]+/g, '_').slice(0, 60)
  return `hangup-${safe}-${stamp}.pcap`
}
