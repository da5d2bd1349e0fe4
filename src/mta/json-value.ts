import { isRecord } from '../base/is-record.ts'

/** JSON from outside: any field may be missing or of another type. */
export type Json = Readonly<Record<string, unknown>>

export function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

export function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : Number.NaN
}

export function objectOf(value: unknown): Json {
  return isRecord(value) ? value : {}
}
