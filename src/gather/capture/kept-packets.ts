import { closeSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs'
import { readIpPacket } from '../../wire/packet/ip-packet.ts'
import { ipHeaderAt } from '../../wire/packet/link-layer.ts'
import { redactPayload } from '../../wire/packet/redact-payload.ts'
import { emptySegment } from '../../wire/packet/segment.ts'
import { createCaptureReader } from '../../wire/pcap/capture-reader.ts'
import { classicHeader, classicRecord } from '../../wire/pcap/capture-writer.ts'
import type { Frame } from '../../wire/pcap/frame.ts'

export interface KeepOptions {
  /** The pcap file to write, readable by its owner only. */
  readonly file: string
  /** Above it the older half goes. */
  readonly limitBytes: number
  /** Keeps credentials and message octets. */
  readonly withPayloads?: boolean
}

/** Packets on their way from the capture to the disk. */
export interface KeptPackets {
  /** Bytes of a capture as tcpdump writes them, in any slices. */
  readonly push: (chunk: Uint8Array) => void
  /** All that is kept so far, as one pcap stream. */
  readonly read: (take: (chunk: Uint8Array) => void) => void
  /** Puts the parts together and says what they hold. */
  readonly close: () => Kept
  /** Nothing was captured: no file is left. */
  readonly discard: () => void
}

export interface Kept {
  readonly packets: number
  readonly bytes: number
  /** Packets that the limit pushed out. */
  readonly forgotten: number
}

const HEADER_BYTES = 24
const CHUNK_BYTES = 1 << 20

/** Opens a new file at once, so that a wrong path is known before anything is captured. Throws the system's error: what is there stays. */
export function keepPackets(options: KeepOptions): KeptPackets {
  const { file, limitBytes } = options
  const older = `${file}.older`
  const segment = emptySegment()
  const parts = { newer: openSync(file, 'wx', 0o600), newerBytes: 0, newerPackets: 0, olderPackets: 0, linkType: -1 }
  let packets = 0
  let bytes = 0
  let forgotten = 0

  function write(frame: Frame): void {
    if (parts.linkType >= 0 && frame.linkType !== parts.linkType) return
    const octets = frame.bytes.slice(frame.start, frame.start + frame.capturedBytes)
    const at = ipHeaderAt(frame.linkType, octets, 0, octets.length)
    if (
      options.withPayloads !== true &&
      at >= 0 &&
      readIpPacket(segment, octets, at, octets.length, frame.originalBytes) &&
      segment.kind === 'tcp'
    )
      redactPayload(segment)
    const record = classicRecord({
      atUs: frame.atUs,
      linkType: frame.linkType,
      bytes: octets,
      originalBytes: frame.originalBytes,
    })
    if (parts.newerBytes > 0 && parts.newerBytes + record.length > limitBytes / 2) rotate()
    if (parts.newerBytes === 0) {
      parts.linkType = frame.linkType
      writeSync(parts.newer, classicHeader(frame.linkType))
      parts.newerBytes = HEADER_BYTES
    }
    writeSync(parts.newer, record)
    parts.newerBytes += record.length
    parts.newerPackets += 1
    packets += 1
    bytes += record.length
  }

  function rotate(): void {
    closeSync(parts.newer)
    forgotten += parts.olderPackets
    parts.olderPackets = parts.newerPackets
    renameSync(file, older)
    parts.newer = openSync(file, 'w', 0o600)
    parts.newerBytes = 0
    parts.newerPackets = 0
  }

  const reader = createCaptureReader(write)
  return {
    push: reader.push,
    read(take) {
      if (parts.olderPackets > 0) readWhole(older, 0, take)
      if (parts.newerBytes > 0) readWhole(file, parts.olderPackets > 0 ? HEADER_BYTES : 0, take)
    },
    close() {
      reader.end()
      if (parts.newerBytes === 0) writeSync(parts.newer, classicHeader(Math.max(parts.linkType, 1)))
      closeSync(parts.newer)
      if (parts.olderPackets > 0) {
        const whole = openSync(older, 'a')
        readWhole(file, HEADER_BYTES, (chunk) => void writeSync(whole, chunk))
        closeSync(whole)
        renameSync(older, file)
      }
      return { packets: packets - forgotten, bytes, forgotten }
    },
    discard() {
      closeSync(parts.newer)
      rmSync(file, { force: true })
      rmSync(older, { force: true })
    },
  }
}

function readWhole(path: string, from: number, take: (chunk: Uint8Array) => void): void {
  const file = openSync(path, 'r')
  try {
    const buffer = new Uint8Array(CHUNK_BYTES)
    for (let at = from, got = readSync(file, buffer, 0, CHUNK_BYTES, at); got > 0;) {
      take(buffer.subarray(0, got))
      at += got
      got = readSync(file, buffer, 0, CHUNK_BYTES, at)
    }
  } finally {
    closeSync(file)
  }
}
