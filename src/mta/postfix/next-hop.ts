import type { MtaSetting } from '../../domain/facts/host-facts.ts'
import { known } from '../habit-words.ts'
import { settingNamed } from '../mta-config.ts'
import { readRelay, type Relay } from '../relay.ts'
import { tableKeys } from './table-keys.ts'

/** Where Postfix hands the mail of one domain. */
interface NextHop {
  /** The service of master.cf that delivers. */
  readonly service: string
  /** Absent: the domain's MX, or nobody. */
  readonly relays?: readonly [Relay, ...Relay[]]
  /** The parameter or table that decides. */
  readonly setting: string
  /** The table that is asked for the envelope sender before `setting` has the say. */
  readonly bySender?: string
  /** The mail is delivered here, returned or dropped: what says so. */
  readonly notSentBy?: string
  /** The mail waits for an order to flush the queue (postconf(5), defer_transports): what says so. */
  readonly heldBy?: string
  /** Under which smtp_tls_policy_maps is asked (TLS_README): each next hop as it is written, or the domain and its parents. */
  readonly policyKeys: readonly string[]
}

/** Services that deliver here, or not at all. */
const NO_SMTP: ReadonlySet<string> = new Set(['error', 'retry', 'discard', 'local', 'virtual', 'lmtp'])

/**
 * transport(5), postconf(5): an entry without a service keeps the usual one. One with a service and without a next hop leads to the
 * domain's own MX, past relayhost. The next hop of default_transport has the say before relayhost, and what a table holds for the sender
 * before either.
 */
export function nextHopOf(settings: readonly MtaSetting[], destination: string | undefined): NextHop {
  const value = (name: string): string => settingNamed(settings, name)?.value ?? ''
  const entry = transportEntry(settings, destination)
  const transportOfSender = senderEntry(settings, 'sender_dependent_default_transport_maps')
  const usual = splitOnce(transportOfSender ?? value('default_transport'), ':')
  const relay = senderEntry(settings, 'sender_dependent_relayhost_maps')
  const [ownService = '', ownHop = ''] = entry === undefined ? [] : splitOnce(entry, ':')
  const service = [ownService, usual[0], 'smtp'].find((name) => name !== '') ?? 'smtp'
  const [text = '', setting = ''] =
    ownHop !== '' || ownService !== ''
      ? [ownHop, 'transport_maps']
      : usual[1] !== ''
        ? [usual[1], transportOfSender === undefined ? 'default_transport' : 'sender_dependent_default_transport_maps']
        : relay === undefined
          ? [value('relayhost'), 'relayhost']
          : [relay, 'sender_dependent_relayhost_maps']
  const hops = text.split(/[\s,]+/).filter((hop) => hop !== '')
  const [first, ...more] = hops.flatMap((hop) => readRelay(hop, 'mx-lookup') ?? [])
  const isByDefault = ownHop === '' && ownService === ''
  const isSet = (table: string): boolean => value(table).trim() !== ''
  const bySender = !isByDefault
    ? undefined
    : SENDER_TABLES.find((table) => isSet(table) && (table !== RELAY_BY_SENDER || usual[1] === ''))
  const keeper = NO_SMTP.has(service)
    ? isByDefault
      ? `default_transport = ${usual.join(':')}`
      : `transport_maps: ${entry ?? ''}`
    : undefined
  const held = splitList(value('defer_transports')).includes(service)
    ? `defer_transports = ${value('defer_transports')}`
    : undefined
  const isOwnMx = first?.byMx === true && first.port === undefined && first.host.toLowerCase() === destination
  return {
    service,
    setting,
    policyKeys:
      hops.length > 0 ? hops : destination === undefined ? [] : tableKeys('smtp_tls_policy_maps', destination),
    ...known<Pick<NextHop, 'bySender' | 'notSentBy' | 'heldBy'>>({ bySender, notSentBy: keeper, heldBy: held }),
    ...(first === undefined || isOwnMx || NO_SMTP.has(service)
      ? withoutMx(settings, destination, first)
      : { relays: [first, ...more] }),
  }
}

/** Named, it tells a command line that the host itself is meant, and not its MX. */
const MAIL_PORT = 25
const RELAY_BY_SENDER = 'sender_dependent_relayhost_maps'
const SENDER_TABLES = ['sender_dependent_default_transport_maps', RELAY_BY_SENDER] as const

/** postconf(5), smtp_dns_support_level: without the DNS Postfix asks for no MX, and goes to the address of the domain itself. */
function withoutMx(
  settings: readonly MtaSetting[],
  destination: string | undefined,
  relay: Relay | undefined,
): Partial<Pick<NextHop, 'relays' | 'setting'>> {
  const level = settingNamed(settings, 'smtp_dns_support_level')?.value
  return level !== 'disabled' || destination === undefined || relay !== undefined
    ? {}
    : { relays: [{ host: destination, port: MAIL_PORT }], setting: 'smtp_dns_support_level' }
}

function splitList(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((word) => word !== '')
}

/** The first look-up in transport_maps that brought something: the mailbox has the say before its domain. */
function transportEntry(settings: readonly MtaSetting[], destination: string | undefined): string | undefined {
  if (destination === undefined) return undefined
  return (
    entriesOf(settings, 'transport_maps').find(({ key }) => key.includes('@'))?.value ??
    tableKeys('transport_maps', destination)
      .map((key) => settingNamed(settings, `transport_maps[${key}]`)?.value)
      .find((value) => value !== undefined)
  )
}

/** What a table that is keyed by sender says: the address before its domain. DUNNO ends the search without an answer (postconf(5)). */
function senderEntry(settings: readonly MtaSetting[], table: string): string | undefined {
  const entries = entriesOf(settings, table)
  const found = entries.find(({ key }) => !key.startsWith('@')) ?? entries[0]
  return found === undefined || found.value.toUpperCase() === 'DUNNO' ? undefined : found.value
}

/** The look-ups in one table that brought something, in the order in which they were asked. */
function entriesOf(
  settings: readonly MtaSetting[],
  table: string,
): readonly { readonly key: string; readonly value: string }[] {
  return settings.flatMap(({ name, value }) =>
    name.startsWith(`${table}[`) && name.endsWith(']') ? [{ key: name.slice(table.length + 1, -1), value }] : [],
  )
}

function splitOnce(text: string, separator: string): [string, string] {
  const index = text.indexOf(separator)
  return index === -1 ? [text, ''] : [text.slice(0, index), text.slice(index + 1)]
}
