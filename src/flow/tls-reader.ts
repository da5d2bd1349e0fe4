import { say, type Dialogue } from './dialogue.ts'
import type { StreamReader } from './reassembly.ts'
import { ALERT, endOf, HANDSHAKE, HEADER_BYTES, recordReader, type TlsRecord } from './tls-record.ts'
import { createTlsStages, type TlsStages } from './tls-stages.ts'
import { createTlsStory, readServerHello, type TlsStory } from './tls-story.ts'

/** Both sides of a session inside TLS. */
export interface TlsReader {
  readonly story: TlsStory
  readonly stages: TlsStages
  readonly client: StreamReader
  readonly server: StreamReader
  /** TLS is due. `wrapped`: from the first octet, without STARTTLS. */
  begin(wrapped: boolean): void
}

/** Of both sides, at least: the latest ones. */
const KEPT_RECORDS = 48

/** Reads TLS records of both sides from their headers. Nothing is decrypted. */
export function createTlsReader(dialogue: Dialogue, port: () => number): TlsReader {
  const story = createTlsStory()
  const stages = createTlsStages(dialogue, story, port)

  function onRecord(record: TlsRecord): void {
    story.recordsOf[record.from === 'client' ? 0 : 1] += 1
    story.records.push(record)
    if (story.records.length > 2 * KEPT_RECORDS) story.records.splice(0, KEPT_RECORDS)
    dialogue.mode = 'tls'
    if (
      record.from === 'client' &&
      record.type === HANDSHAKE &&
      story.clientHelloOffset < 0 &&
      story.recordsOf[0] === 1
    ) {
      story.clientHelloOffset = record.offset
      story.clientHelloBytes = record.length + HEADER_BYTES
      story.clientHelloFrame = record.frame
      const { offset, frame, atUs } = record
      say(dialogue, {
        verb: 'HELLO',
        stage: 'tls',
        offset,
        end: endOf(record),
        frame,
        atUs,
        inferred: false,
        text: '(ClientHello)',
      })
    }
    stages.record(record)
  }

  function onHead(record: TlsRecord, head: Uint8Array, length: number): void {
    if (record.type === ALERT && record.length === 2 && length >= 2 && story.alerts.length < 8) {
      const { from, frame, atUs } = record
      story.alerts.push({ from, fatal: head[0] === 2, description: head[1] ?? 0, frame, atUs })
    } else if (record.from === 'server' && record.type === HANDSHAKE && !story.serverHelloSeen && head[0] === 2) {
      readServerHello(story, head, length)
    }
  }

  function begin(wrapped: boolean): void {
    if (!story.begun) story.wrapped = wrapped
    story.begun = true
    dialogue.mode = 'tls'
  }

  return {
    story,
    stages,
    begin,
    client: recordReader(0, story, onRecord, onHead),
    server: recordReader(1, story, onRecord, onHead),
  }
}
