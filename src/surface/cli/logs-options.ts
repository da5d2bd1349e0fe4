import { InvalidArgumentError } from 'commander'
import { LOG_FORMATS } from '../../app/logs/formats.ts'
import type { Software } from '../../domain/software.ts'
import type { GlobalOptions } from './globals.ts'

/** The options of `logs`. */
export interface LogsFlags extends GlobalOptions {
  readonly attempts?: boolean
  readonly unknown?: boolean
  readonly since?: number
  readonly until?: number
  readonly destination?: string
  readonly mta?: Software
  readonly trace?: string
  readonly follow?: boolean
  readonly journal?: boolean
  readonly report?: string
}

export function domain(value: string): string {
  if (!/^[^\s@]+$/.test(value)) throw new InvalidArgumentError('It must be a domain.')
  return value
}

export function wanted(value: string): string {
  if (value.trim() === '') throw new InvalidArgumentError('It must be an id or an address.')
  return value
}

export function time(value: string): number {
  const ms = Date.parse(value)
  if (Number.isNaN(ms)) throw new InvalidArgumentError('It must be a time such as 2026-11-23T14:00:00Z.')
  return ms
}

/** Software whose logs are read: of others no line would be known, and nothing found wrong. */
export function readable(value: string): Software {
  const names = LOG_FORMATS.map(({ software }) => software)
  const found = names.find((one) => one === value.toLowerCase())
  if (found === undefined) throw new InvalidArgumentError(`It must be one of ${names.join(', ')}.`)
  return found
}
