import { InvalidArgumentError } from 'commander'
import { readAddress } from '../../domain/address.ts'
import { readEnvelopeAddress } from '../../domain/envelope-address.ts'
import { SOFTWARE, type Software } from '../../domain/software.ts'
import { STAGES, type Stage } from '../../domain/stage.ts'

/** Values of options, each checked where it enters: what stands behind it may trust it. */

export type StageSeconds = { readonly [S in Stage]?: number }
export type TlsName = 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3'

export function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value]
}

/** Digits alone: `0x10`, `1e3` and a blank are more likely a slip than a number that was meant. */
export function whole(least: number, most: number): (value: string) => number {
  return (value) => {
    const number = /^\d{1,10}$/.test(value) ? Number(value) : Number.NaN
    if (!(number >= least && number <= most))
      throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`)
    return number
  }
}

export function port(value: string): number {
  return whole(1, 65_535)(value)
}

export function address(value: string): string {
  const found = readAddress(value.replace(/^\[(.*)\]$/, '$1'))
  if (found === undefined) throw new InvalidArgumentError('It must be an IP address.')
  return found
}

export function sender(value: string): string {
  const found = readEnvelopeAddress(value)
  if (found === undefined || found.endsWith('@'))
    throw new InvalidArgumentError('It must be one mail address, without a name, or <>.')
  return found
}

export function recipient(value: string, before: readonly string[]): readonly string[] {
  const found = readEnvelopeAddress(value)
  if (found === undefined || found === '' || found.endsWith('@'))
    throw new InvalidArgumentError('It must be one mail address, without a name; say --rcpt again for another.')
  return [...before, found]
}

/** An address with a port, as dig and unbound write it: `192.0.2.1#5353`, `[2001:db8::1]:5353`. */
export function resolver(value: string, before: readonly string[]): readonly string[] {
  const { host = '', number } =
    (/^\[(?<host>[^\]]+)\](?::(?<number>.*))?$/.exec(value) ?? /^(?<host>[^#]*)(?:#(?<number>.*))?$/.exec(value))
      ?.groups ?? {}
  if (readAddress(host) === undefined)
    throw new InvalidArgumentError('It must be an IP address: 192.0.2.1, 192.0.2.1#5353 or [2001:db8::1]:5353.')
  if (number !== undefined) port(number)
  return [...before, value]
}

/** What EHLO says of us (RFC 5321 §4.1.1.1): a name or an address literal, at any rate one word. */
export function greetingName(value: string): string {
  if (!/^[^\s\p{Cc}\ufffd]{1,255}$/u.test(value))
    throw new InvalidArgumentError('It must be one name, such as mail.example.org.')
  return value
}

/** One line of text that is not empty. */
export function oneLine(value: string): string {
  if (value.trim() === '' || /\p{Cc}/u.test(value)) throw new InvalidArgumentError('It must be one line of text.')
  return value
}

export function text(value: string): string {
  if (value === '') throw new InvalidArgumentError('It must not be empty.')
  return value
}

/** A name of DNS as it is asked for, such as a zone or a selector: labels of at most 63 letters, digits, dashes and underscores. */
export function dnsName(value: string): string {
  const bare = value.replace(/\.$/, '')
  if (bare.length > 253 || !/^[\w-]{1,63}(?:\.[\w-]{1,63})*$/.test(bare))
    throw new InvalidArgumentError('It must be a name of the DNS.')
  return bare
}

export function dnsNames(value: string, before: readonly string[]): readonly string[] {
  return [...before, dnsName(value)]
}

export function oneOf<const T extends string>(...allowed: readonly T[]): (value: string) => T {
  return (value) => {
    const found = allowed.find((one) => one === value.toLowerCase())
    if (found === undefined) throw new InvalidArgumentError(`It must be one of ${allowed.join(', ')}.`)
    return found
  }
}

export function software(value: string): Software {
  return oneOf(...SOFTWARE)(value)
}

export function tlsVersion(value: string): TlsName {
  switch (value.toLowerCase().replace(/^tlsv?/, '')) {
    case '1':
    case '1.0':
      return 'TLSv1'
    case '1.1':
      return 'TLSv1.1'
    case '1.2':
      return 'TLSv1.2'
    case '1.3':
      return 'TLSv1.3'
    default:
      throw new InvalidArgumentError('It must be 1.0, 1.1, 1.2 or 1.3.')
  }
}

/** `mail=2.5`, in milliseconds by stage. */
export function stageSeconds(value: string, before: StageSeconds): StageSeconds {
  const [, name, digits] = /^([a-z]+)=(\d{1,4}(?:\.\d{1,3})?)$/.exec(value) ?? []
  const stage = STAGES.find((one) => one === name)
  const seconds = Number(digits)
  if (stage === undefined || !(seconds <= 3600))
    throw new InvalidArgumentError(`It must be STAGE=SECONDS, at most 3600, STAGE one of ${STAGES.join(' ')}.`)
  return { ...before, [stage]: seconds * 1000 }
}
