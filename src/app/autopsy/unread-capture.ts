import type { CaptureAnalysis } from '../../flow/analysis.ts'
import { NOT_READ } from '../../flow/unread-notes.ts'
import type { CaptureRead } from '../../gather/capture/capture-file.ts'
import { EMPTY_CAPTURE, NO_CAPTURE } from '../../wire/pcap/capture-reader.ts'
import type { AutopsyDocument } from './document.ts'

const NO_FILE = 'the file could not be read'
const NOTHING_TO_READ: ReadonlySet<string> = new Set([NO_CAPTURE, EMPTY_CAPTURE])

/** What is to be said of the capture itself: cut, damaged, unreadable. */
export function notesOf(read: CaptureRead, { summary }: Pick<CaptureAnalysis, 'summary'>): readonly string[] {
  if (read.kind === 'unreadable') return [`${NO_FILE}: ${read.why}`]
  return [...(read.note === undefined ? [] : [read.note]), ...summary.notes]
}

/** Why there is nothing to judge. undefined: the capture was read; that it shows no session is then a finding, and no trouble of ours. */
export function whyUnread({
  packets,
  tcpSessions,
  notes,
}: Pick<AutopsyDocument['source'], 'packets' | 'tcpSessions' | 'notes'>): string | undefined {
  const isUnread =
    (packets === 0 && notes.some((note) => NOTHING_TO_READ.has(note) || note.startsWith(NO_FILE))) ||
    (tcpSessions === 0 && notes.some((note) => note.endsWith(NOT_READ)))
  return isUnread ? notes.join('; ') : undefined
}
