import type { DnsRecord } from '../../domain/facts/dns-facts.ts'
import type { DnsType } from '../../domain/plan/dns-plan.ts'
import { OPT_TYPE, TYPE_NUMBERS, rcodeName } from './codes.table.ts'
import { canonicalName, readName } from './name.ts'
import { type RecordFrame, readFrame, readRecord } from './record.ts'

/** The question that an answer must repeat to be ours. */
export interface Expected {
  readonly id: number
  readonly name: string
  readonly type: DnsType
}

export interface DnsResponse {
  readonly rcode: string
  readonly truncated: boolean
  readonly authoritative: boolean
  readonly authenticated: boolean
  readonly answers: readonly DnsRecord[]
  readonly authority: readonly DnsRecord[]
  readonly additional: readonly DnsRecord[]
  /** The authority section holds a SOA: a real "no", not a referral (RFC 2308 §2.2). */
  readonly hasSoa: boolean
  readonly extendedErrors: readonly { readonly code: number; readonly text: string }[]
}

/**
 * `stray`: not an answer to our question (other id, other question, a query): ignore it and go on listening.
 * `malformed`: it claims to be ours, and lies about its own contents.
 */
export type ResponseRead =
  | { readonly kind: 'response'; readonly response: DnsResponse }
  | { readonly kind: 'stray'; readonly why: string }
  | { readonly kind: 'malformed'; readonly why: string }

/** Reads an answer of any bytes; never throws. Work is bounded by the message size (64 kB). */
export function decodeResponse(message: Uint8Array, expected: Expected): ResponseRead {
  if (message.length < 12) return { kind: 'stray', why: 'shorter than a DNS header' }
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength)
  const flags = view.getUint16(2)
  if (view.getUint16(0) !== expected.id) return { kind: 'stray', why: 'another transaction id' }
  if ((flags & 0x8000) === 0) return { kind: 'stray', why: 'a query, not an answer' }
  const truncated = (flags & 0x0200) !== 0
  const questions = view.getUint16(4)
  const rcode = flags & 0x000f
  // A server that cannot parse us may leave the question out (FORMERR, and REFUSED or SERVFAIL by some).
  if (questions === 0 && rcode === 0 && !truncated) return malformed('an answer without the question')
  if (questions > 1) return malformed(`${questions} questions for one`)
  let offset = 12
  if (questions === 1) {
    const question = readName(message, offset)
    if (question === undefined || question.next + 4 > message.length) return malformed('the question is cut or looped')
    const type = view.getUint16(question.next)
    if (question.name !== canonicalName(expected.name) || type !== TYPE_NUMBERS[expected.type]) {
      return { kind: 'stray', why: 'another question' }
    }
    offset = question.next + 4
  }
  const sections: RecordFrame[][] = []
  for (const countAt of [6, 8, 10]) {
    const frames: RecordFrame[] = []
    for (let left = view.getUint16(countAt); left > 0; left -= 1) {
      const frame = readFrame(message, offset)
      if (frame === undefined) {
        // A truncated answer may be cut anywhere; it is only a request to use TCP.
        if (truncated) return { kind: 'response', response: truncatedResponse(flags) }
        return malformed('a record is cut, looped or longer than the message')
      }
      frames.push(frame)
      offset = frame.dataEnd
    }
    sections.push(frames)
  }
  const [answerFrames = [], authorityFrames = [], additionalFrames = []] = sections
  const answers = readSection(message, answerFrames)
  if (answers === undefined) return malformed('an answer record does not hold what its type says')
  const opt = additionalFrames.find((frame) => frame.type === OPT_TYPE)
  const extendedRcode = opt === undefined ? rcode : ((opt.ttlSeconds >>> 24) << 4) | rcode
  return {
    kind: 'response',
    response: {
      ...truncatedResponse(flags),
      rcode: rcodeName(extendedRcode),
      truncated,
      answers,
      // What is only said beside the answer may be odd without spoiling it.
      authority: readSection(message, authorityFrames) ?? [],
      additional:
        readSection(
          message,
          additionalFrames.filter((frame) => frame.type !== OPT_TYPE),
        ) ?? [],
      hasSoa: authorityFrames.some((frame) => frame.type === TYPE_NUMBERS.SOA),
      extendedErrors: opt === undefined ? [] : extendedErrors(message.subarray(opt.dataStart, opt.dataEnd)),
    },
  }
}

function malformed(why: string): ResponseRead {
  return { kind: 'malformed', why }
}

function truncatedResponse(flags: number): DnsResponse {
  return {
    rcode: rcodeName(flags & 0x000f),
    truncated: true,
    authoritative: (flags & 0x0400) !== 0,
    authenticated: (flags & 0x0020) !== 0,
    answers: [],
    authority: [],
    additional: [],
    hasSoa: false,
    extendedErrors: [],
  }
}

/** Records of class IN; undefined when one of them has broken data. */
function readSection(message: Uint8Array, frames: readonly RecordFrame[]): DnsRecord[] | undefined {
  const records: DnsRecord[] = []
  for (const frame of frames) {
    if (frame.class !== 1) continue
    const record = readRecord(message, frame)
    if (record === undefined) return undefined
    records.push(record)
  }
  return records
}

/** Extended DNS errors (RFC 8914), option 15; a broken option list ends the reading. */
function extendedErrors(options: Uint8Array): { code: number; text: string }[] {
  const view = new DataView(options.buffer, options.byteOffset, options.byteLength)
  const errors: { code: number; text: string }[] = []
  for (let offset = 0; offset + 4 <= options.length;) {
    const code = view.getUint16(offset)
    const end = offset + 4 + view.getUint16(offset + 2)
    if (end > options.length) break
    if (code === 15 && end - offset >= 6) {
      const text = new TextDecoder().decode(options.subarray(offset + 6, end))
      errors.push({ code: view.getUint16(offset + 4), text: text.replace(/\0+$/, '') })
    }
    offset = end
  }
  return errors
}
