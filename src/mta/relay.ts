import { rowOf } from '../base/row-of.ts'
import { readAddress } from '../domain/address.ts'
import { plainWord } from './habit-words.ts'

/** A host to which a mail server hands mail in place of the recipient domain's MX. */
export interface Relay {
  readonly host: string
  /** Absent: the port of mail. */
  readonly port?: number
  /** The host's own MX records are asked for, as of a domain. */
  readonly byMx?: true
}

const PORT_NAMES: Readonly<Record<string, number>> = { smtp: 25, submission: 587, smtps: 465, submissions: 465 }

/**
 * `[relay.example]:587`, `relay.example:submission`, `relay.example::587` (Exim), `relay.example`; undefined when empty or computed.
 * `bareName`: what a name without brackets means to this server.
 */
export function readRelay(text: string | undefined, bareName: 'host' | 'mx-lookup'): Relay | undefined {
  const match = /^(\[)?([^\s\]]+?)\]?(?:::?(\d{1,5}|[a-z]+))?$/.exec(plainWord(text) ?? '')
  const host = match?.[2]
  if (host === undefined) return undefined
  const port = match?.[3] === undefined ? undefined : (rowOf(PORT_NAMES, match[3]) ?? Number(match[3]))
  const byMx = bareName === 'mx-lookup' && match?.[1] === undefined && readAddress(host) === undefined
  return {
    host,
    ...(port === undefined || !(port <= 65_535) ? {} : { port }),
    ...(byMx ? { byMx } : {}),
  }
}
