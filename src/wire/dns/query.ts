import type { DnsType } from '../../domain/plan/dns-plan.ts'
import { OPT_TYPE, TYPE_NUMBERS } from './codes.table.ts'
import { writeName } from './name.ts'

export interface DnsQuery {
  /** 16 bits. */
  readonly id: number
  readonly name: string
  readonly type: DnsType
  readonly recursionDesired: boolean
  /** CD bit (RFC 4035 §3.2.2). */
  readonly checkingDisabled: boolean
  /** EDNS0 (RFC 6891) with this UDP payload size; undefined sends none. */
  readonly ednsBytes?: number
  /** DO bit (RFC 3225); needs EDNS. */
  readonly dnssecOk?: boolean
}

/** A query with the AD bit set, which asks for the AD bit in the answer (RFC 6840 §5.7). undefined: the name has no wire form. */
export function encodeQuery(query: DnsQuery): Uint8Array | undefined {
  const name = writeName(query.name)
  if (name === undefined) return undefined
  const flags = (query.recursionDesired ? 0x0100 : 0) | 0x0020 | (query.checkingDisabled ? 0x0010 : 0)
  const additional = query.ednsBytes === undefined ? [] : optRecord(query.ednsBytes, query.dnssecOk === true)
  return Uint8Array.from([
    ...word(query.id),
    ...word(flags),
    ...word(1),
    ...word(0),
    ...word(0),
    ...word(additional.length === 0 ? 0 : 1),
    ...name,
    ...word(TYPE_NUMBERS[query.type]),
    ...word(1),
    ...additional,
  ])
}

function optRecord(payloadBytes: number, dnssecOk: boolean): number[] {
  return [0, ...word(OPT_TYPE), ...word(payloadBytes), 0, 0, ...word(dnssecOk ? 0x8000 : 0), ...word(0)]
}

function word(value: number): [number, number] {
  return [(value >> 8) & 0xff, value & 0xff]
}
