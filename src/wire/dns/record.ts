import { ipv6Text } from '../../domain/address.ts'
import type { DnsRecord } from '../../domain/facts/dns-facts.ts'
import { TYPE_NUMBERS } from './codes.table.ts'
import { readName } from './name.ts'

/** Where one resource record stands in a message. */
export interface RecordFrame {
  readonly name: string
  readonly type: number
  readonly class: number
  readonly ttlSeconds: number
  readonly dataStart: number
  readonly dataEnd: number
}

/** Reads the frame of a record, not its data. undefined: cut off, or RDLENGTH points past the end. */
export function readFrame(message: Uint8Array, start: number): RecordFrame | undefined {
  const owner = readName(message, start)
  if (owner === undefined || owner.next + 10 > message.length) return undefined
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength)
  const at = owner.next
  const dataStart = at + 10
  const dataEnd = dataStart + view.getUint16(at + 8)
  if (dataEnd > message.length) return undefined
  const ttl = view.getUint32(at + 4)
  return {
    name: owner.name,
    type: view.getUint16(at),
    class: view.getUint16(at + 2),
    // RFC 2181 §8: a TTL with the top bit set counts as zero.
    ttlSeconds: ttl > 0x7fff_ffff ? 0 : ttl,
    dataStart,
    dataEnd,
  }
}

/** The record's data in the words of the domain; undefined when the data is not what its type demands. */
export function readRecord(message: Uint8Array, frame: RecordFrame): DnsRecord | undefined {
  const { name, ttlSeconds, dataStart, dataEnd } = frame
  const data = message.subarray(dataStart, dataEnd)
  switch (frame.type) {
    case TYPE_NUMBERS.A:
      return data.length === 4 ? { type: 'A', name, address: data.join('.'), ttlSeconds } : undefined
    case TYPE_NUMBERS.AAAA:
      return data.length === 16 ? { type: 'AAAA', name, address: ipv6Text(groupsOf(data)), ttlSeconds } : undefined
    case TYPE_NUMBERS.MX: {
      const exchange = readName(message, dataStart + 2)
      if (data.length < 3 || exchange?.next !== dataEnd) return undefined
      const preference = ((data[0] ?? 0) << 8) | (data[1] ?? 0)
      return { type: 'MX', name, preference, exchange: exchange.name, ttlSeconds }
    }
    case TYPE_NUMBERS.CNAME:
    case TYPE_NUMBERS.PTR:
    case TYPE_NUMBERS.NS: {
      const target = readName(message, dataStart)
      if (target?.next !== dataEnd) return undefined
      const type = frame.type === TYPE_NUMBERS.CNAME ? 'CNAME' : frame.type === TYPE_NUMBERS.PTR ? 'PTR' : 'NS'
      return { type, name, target: target.name, ttlSeconds }
    }
    case TYPE_NUMBERS.TXT: {
      const text = textOf(data)
      return text === undefined ? undefined : { type: 'TXT', name, text, ttlSeconds }
    }
    case TYPE_NUMBERS.TLSA: {
      const [usage, selector, matching] = data
      if (usage === undefined || selector === undefined || matching === undefined) return undefined
      return { type: 'TLSA', name, usage, selector, matching, data: hex(data.subarray(3)), ttlSeconds }
    }
    default:
      return { type: 'other', name, ttlSeconds }
  }
}

/** The strings of a TXT record joined without anything between (RFC 7208 §3.3). */
function textOf(data: Uint8Array): string | undefined {
  const octets: number[] = []
  for (let offset = 0; offset < data.length;) {
    const length = data[offset] ?? 0
    if (offset + 1 + length > data.length) return undefined
    octets.push(...data.subarray(offset + 1, offset + 1 + length))
    offset += 1 + length
  }
  return new TextDecoder().decode(Uint8Array.from(octets))
}

function groupsOf(data: Uint8Array): number[] {
  const view = new DataView(data.buffer, data.byteOffset, 16)
  return Array.from({ length: 8 }, (_, index) => view.getUint16(index * 2))
}

function hex(data: Uint8Array): string {
  return Array.from(data, (octet) => octet.toString(16).padStart(2, '0')).join('')
}
