import { createTlsStages, type TlsStages } from './tls-stages.ts'
import { say, type Dialogue } from './dialogue.ts'
import type { StreamReader } from './reassembly.ts'
import type { SideIndex } from './packet-log.ts'

/** One TLS record's header as seen on the wire. */
export interface TlsRecord {
  readonly from: 'client' | 'server'
  /** 20 change_cipher_spec, 21 alert, 22 handshake, 23 application_data. */
  readonly type: number
  readonly length: number
  readonly offset: number
  readonly frame: number
  readonly atUs: number
}

/** An alert in clear (RFC 8446 §6). */
export interface ClearAlert {
  readonly from: 'client' | 'server'
  readonly description: number
  readonly fatal: boolean
  readonly frame: number
  readonly atUs: number
}

/** What is known of the TLS part of a session. */
export interface TlsStory {
  begun: boolean
  /** TLS from the first octet, without STARTTLS. */
  wrapped: boolean
  clientHelloBytes: number
  clientHelloOffset: number
  clientHelloFrame: number
  serverHelloSeen: boolean
  version: number
  suite: number
  /** Both Finished messages were seen. */
  established: boolean
  readonly alerts: ClearAlert[]
  /** The latest records of both sides. */
  readonly records: TlsRecord[]
  /** Clear text where the server's records should have been. */
  plainFromServer: string
  plainFrame: number
  /** Record borders were lost: nothing after this is read. */
  lost: boolean
  /** Encrypted alerts or close_notify: who sent the first. */
  /** TLS 1.3: an alert where the handshake should have gone on, known by its length. */
  sealedAlert: { readonly from: 'client' | 'server'; readonly frame: number; readonly atUs: number } | undefined
  closeNotify: { readonly from: 'client' | 'server'; readonly frame: number; readonly atUs: number } | undefined
  recordsOf: [number, number]
}

export interface TlsReader {
  readonly story: TlsStory
  readonly stages: TlsStages
  readonly client: StreamReader
  readonly server: StreamReader
  begin(wrapped: boolean): void
}

const KEPT_RECORDS = 48
const MOST_RECORD_BYTES = 16_384 + 2_048
const MOST_HEAD_BYTES = 600
const MOST_PLAIN = 300

/** Reads TLS records of both sides from their headers. Nothing is decrypted. */
export function createTlsReader(dialogue: Dialogue, port: () => number): TlsReader {
  const story: TlsStory = {
    begun: false,
    wrapped: false,
    clientHelloBytes: 0,
    clientHelloOffset: -1,
    clientHelloFrame: 0,
    serverHelloSeen: false,
    version: 0,
    suite: 0,
    established: false,
    alerts: [],
    records: [],
    plainFromServer: '',
    plainFrame: 0,
    lost: false,
    closeNotify: undefined,
    sealedAlert: undefined,
    recordsOf: [0, 0],
  }
  const stages = createTlsStages(dialogue, story, port)

  function onRecord(record: TlsRecord): void {
    story.recordsOf[record.from === 'client' ? 0 : 1] += 1
    story.records.push(record)
    if (story.records.length > 2 * KEPT_RECORDS) story.records.splice(0, KEPT_RECORDS)
    dialogue.mode = 'tls'
    if (record.from === 'client' && record.type === 22 && story.clientHelloOffset < 0 && story.recordsOf[0] === 1) {
      story.clientHelloOffset = record.offset
      story.clientHelloBytes = record.length + 5
      story.clientHelloFrame = record.frame
      const { offset, frame, atUs } = record
      say(dialogue, {
        verb: 'HELLO',
        stage: 'tls',
        offset,
        end: offset + 5 + record.length,
        frame,
        atUs,
        inferred: false,
        text: '(ClientHello)',
      })
    }
    stages.record(record)
  }

  function onHead(record: TlsRecord, head: Uint8Array, length: number): void {
    if (record.type === 21 && record.length === 2 && length >= 2 && story.alerts.length < 8) {
      const { from, frame, atUs } = record
      story.alerts.push({ from, fatal: head[0] === 2, description: head[1] ?? 0, frame, atUs })
    } else if (record.from === 'server' && record.type === 22 && !story.serverHelloSeen && head[0] === 2) {
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

const NOTHING = new Uint8Array(0)

function recordReader(
  side: SideIndex,
  story: TlsStory,
  onRecord: (record: TlsRecord) => void,
  onHead: (record: TlsRecord, head: Uint8Array, length: number) => void,
): StreamReader {
  const from = side === 0 ? 'client' : 'server'
  let header = NOTHING
  let headerLength = 0
  let headerOffset = 0
  let head = NOTHING
  let headLength = 0
  let left = 0
  let current: TlsRecord | undefined
  let state: 'records' | 'plain' | 'lost' = 'records'

  function finishHead(): void {
    if (current === undefined) return
    if (headLength > 0) onHead(current, head, headLength)
    current = undefined
  }

  function octets(bytes: Uint8Array, start: number, end: number, offset: number, frame: number, atUs: number): void {
    let at = start
    while (at < end) {
      if (state === 'plain') {
        for (; at < end && story.plainFromServer.length < MOST_PLAIN; at += 1)
          story.plainFromServer += String.fromCharCode(bytes[at] ?? 0)
        return
      }
      if (state === 'lost') {
        if (!isHeader(bytes, at, end)) return
        state = 'records'
      }
      if (left > 0) {
        const take = Math.min(left, end - at)
        if (current !== undefined) {
          if (head.length === 0) head = new Uint8Array(MOST_HEAD_BYTES)
          const keep = Math.min(take, MOST_HEAD_BYTES - headLength)
          head.set(bytes.subarray(at, at + keep), headLength)
          headLength += keep
        }
        left -= take
        at += take
        if (left === 0) finishHead()
        continue
      }
      if (header.length === 0) header = new Uint8Array(5)
      if (headerLength === 0) headerOffset = offset + at - start
      header[headerLength] = bytes[at] ?? 0
      headerLength += 1
      at += 1
      if (headerLength < 5) continue
      headerLength = 0
      if (!isHeader(header, 0, 5)) {
        if (side === 1 && !story.serverHelloSeen && isDigit(header[0])) {
          state = 'plain'
          story.plainFrame = frame
          story.plainFromServer = String.fromCharCode(...header)
          continue
        }
        state = 'lost'
        story.lost = true
        return
      }
      const length = ((header[3] ?? 0) << 8) | (header[4] ?? 0)
      const record: TlsRecord = { from, type: header[0] ?? 0, length, offset: headerOffset, frame, atUs }
      left = length
      headLength = 0
      current = record.type === 23 ? undefined : record
      onRecord(record)
      if (left === 0) finishHead()
    }
  }

  function gap(length: number): void {
    finishHead()
    if (state !== 'records') return
    if (length <= left) left -= length
    else {
      left = 0
      headerLength = 0
      state = 'lost'
      story.lost = true
    }
  }

  return { octets, gap }
}

function isHeader(bytes: Uint8Array, at: number, end: number): boolean {
  if (at + 5 > end) return false
  const type = bytes[at] ?? 0
  const length = ((bytes[at + 3] ?? 0) << 8) | (bytes[at + 4] ?? 0)
  return type >= 20 && type <= 24 && bytes[at + 1] === 3 && (bytes[at + 2] ?? 9) <= 4 && length <= MOST_RECORD_BYTES
}

function isDigit(octet: number | undefined): boolean {
  return octet !== undefined && octet >= 0x30 && octet <= 0x39
}

/** Version and cipher suite; TLS 1.3 hides in the supported_versions extension (43). */
function readServerHello(story: TlsStory, head: Uint8Array, length: number): void {
  const u16 = (at: number): number => ((head[at] ?? 0) << 8) | (head[at + 1] ?? 0)
  if (length < 44) return
  story.serverHelloSeen = true
  story.version = u16(4)
  const suiteAt = 39 + (head[38] ?? 0)
  if (suiteAt + 3 > length) return
  story.suite = u16(suiteAt)
  for (let at = suiteAt + 5; at + 4 <= length; at += 4 + u16(at + 2)) {
    if (u16(at) === 43) story.version = u16(at + 4)
  }
}
