import type { FlowEnd } from '../../domain/facts/flow-facts.ts'
import { createAnalyser, type CaptureAnalyser, type CaptureAnalysis } from '../../flow/analysis.ts'
import { readCapture, readCaptureBytes, type CaptureRead } from '../../gather/capture/capture-file.ts'
import { buildSession } from './build-session.ts'
import { AUTOPSY_SCHEMA, type AutopsyDocument, type LadderStep } from './document.ts'
import { ladderOf } from './ladder.ts'
import { readReplyText } from './read-reply.ts'
import { notesOf } from './unread-capture.ts'

/** A file (`-` is standard input), or a capture in memory. */
export type AutopsyInput = { readonly path: string } | { readonly bytes: Uint8Array; readonly name?: string }

export interface AutopsyOptions {
  /** Adds the packet ladder to every session that failed (or to all). */
  readonly ladder?: 'failed' | 'all'
}

/** The document, and the facts behind it in the same order for callers that weigh causes or extract packets. */
export interface Autopsy {
  readonly document: AutopsyDocument
  readonly ends: readonly FlowEnd[]
}

/** Reads a capture and says for every SMTP session in it how it ended. A file that cannot be read is a note, not an error. */
export async function autopsy(input: AutopsyInput, options: AutopsyOptions = {}): Promise<AutopsyDocument> {
  return (await autopsyWithFacts(input, options)).document
}

export async function autopsyWithFacts(input: AutopsyInput, options: AutopsyOptions = {}): Promise<Autopsy> {
  const ladders = new Map<string, readonly LadderStep[]>()
  const analyser = createAnalyser({
    readReply: readReplyText,
    ...(options.ladder === undefined
      ? {}
      : {
          onSession: (reading, end) => {
            // Neighbours may still turn a late handshake into a verdict.
            if (options.ladder === 'all' || !end.healthy || reading.ends.syns.length > 1)
              ladders.set(end.session, ladderOf(reading, end))
          },
        }),
  })
  const read = await feed(input, analyser)
  const analysis = analyser.end()
  const document = documentOf(input, read, analysis, ladders)
  if (document.healthy) return { document, ends: analysis.sessions }
  // The catalogue is loaded only where something is to be mended.
  const { remediesOf } = await import('./remedies.ts')
  return {
    document: { ...document, remedies: remediesOf(analysis.sessions, document.source.path) },
    ends: analysis.sessions,
  }
}

/** Pushes all bytes of the input. */
export function feed(input: AutopsyInput, to: Pick<CaptureAnalyser, 'push'>): Promise<CaptureRead> {
  return 'path' in input ? readCapture(input.path, to.push) : readCaptureBytes(input.bytes, to.push)
}

function documentOf(
  input: AutopsyInput,
  read: CaptureRead,
  analysis: CaptureAnalysis,
  ladders: ReadonlyMap<string, readonly LadderStep[]>,
): AutopsyDocument {
  const { summary, firstUs, lastUs } = analysis
  return {
    schema: AUTOPSY_SCHEMA,
    source: {
      path: 'path' in input ? input.path : (input.name ?? ''),
      format: summary.format,
      packets: analysis.packets,
      bytes: summary.bytes,
      tcpSessions: analysis.tcpSessions,
      startedAt: firstUs > 0 && firstUs < 8.64e18 ? new Date(firstUs / 1000).toISOString() : null,
      seconds: Math.max(0, (lastUs - firstUs) / 1e6),
      notes: notesOf(read, analysis),
    },
    healthy: analysis.sessions.every((session) => session.healthy),
    sessions: analysis.sessions.map((end) => buildSession(end, ladders.get(end.session))),
  }
}
