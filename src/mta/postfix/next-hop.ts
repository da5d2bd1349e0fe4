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
  const isSet = (table: string): boolean => value(table).trim() !== ''
  const entry = transportEntry(settings, destination)
  const [ownService, ownHop] = splitOnce(entry ?? '')
  const isByDefault = ownService === '' && ownHop === ''
  const usual = usualTransport(settings)
  const relayOfSender = senderEntry(settings, RELAY_BY_SENDER)
  const service = [ownService, usual.service, 'smtp'].find((name) => name !== '') ?? 'smtp'
  const [text, setting] = !isByDefault
    ? [ownHop, 'transport_maps']
    : usual.hop !== ''
      ? [usual.hop, usual.setting]
      : relayOfSender === undefined
        ? [value('relayhost'), 'relayhost']
        : [relayOfSender, RELAY_BY_SENDER]
  const hops = splitList(text)
  const bySender = isByDefault
    ? SENDER_TABLES.find((table) => isSet(table) && (table !== RELAY_BY_SENDER || usual.hop === ''))
    : undefined
  const isSent = !NO_SMTP.has(service)
  const keeper = ownService === '' ? usual.says : `transport_maps: ${entry ?? ''}`
  const held = splitList(value('defer_transports')).includes(service)
    ? `defer_transports = ${value('defer_transports')}`
    : undefined
  return {
    service,
    setting,
    policyKeys:
      hops.length > 0 ? hops : destination === undefined ? [] : tableKeys('smtp_tls_policy_maps', destination),
    ...known<Pick<NextHop, 'bySender' | 'notSentBy' | 'heldBy'>>({
      bySender,
      notSentBy: isSent ? undefined : keeper,
      heldBy: held,
    }),
    ...(isSent ? relaysOf(settings, hops, destination) : {}),
  }
}

/** Where mail goes that transport_maps says nothing of. */
interface UsualTransport {
  readonly service: string
  readonly hop: string
  readonly setting: string
  /** In Postfix's own words. */
  readonly says: string
}

function usualTransport(settings: readonly MtaSetting[]): UsualTransport {
  const ofSender = senderEntry(settings, TRANSPORT_BY_SENDER)
  const text = ofSender ?? settingNamed(settings, 'default_transport')?.value ?? ''
  const [service, hop] = splitOnce(text)
  return ofSender === undefined
    ? { service, hop, setting: 'default_transport', says: `default_transport = ${text}` }
    : { service, hop, setting: TRANSPORT_BY_SENDER, says: `${TRANSPORT_BY_SENDER}: ${text}` }
}

/** Named, it tells a command line that the host itself is meant, and not its MX. */
const MAIL_PORT = 25
const TRANSPORT_BY_SENDER = 'sender_dependent_default_transport_maps'
const RELAY_BY_SENDER = 'sender_dependent_relayhost_maps'
const SENDER_TABLES = [TRANSPORT_BY_SENDER, RELAY_BY_SENDER] as const
const NO_DNS = 'smtp_dns_support_level'

/** None: the mail goes to the domain's MX, also where the domain itself stands as its next hop. */
function relaysOf(
  settings: readonly MtaSetting[],
  hops: readonly string[],
  destination: string | undefined,
): Partial<Pick<NextHop, 'relays' | 'setting'>> {
  if (settingNamed(settings, NO_DNS)?.value === 'disabled') return withoutMx(hops, destination)
  const [first, ...more] = hops.flatMap((hop) => readRelay(hop, 'mx-lookup') ?? [])
  const isOwnMx = first?.byMx === true && first.port === undefined && first.host.toLowerCase() === destination
  return first === undefined || isOwnMx ? {} : { relays: [first, ...more] }
}

/** postconf(5), smtp_dns_support_level: without the DNS Postfix asks for no MX, and goes to the address of the next hop itself. */
function withoutMx(
  hops: readonly string[],
  destination: string | undefined,
): Partial<Pick<NextHop, 'relays' | 'setting'>> {
  const [first, ...more] = hops.flatMap((hop) => readRelay(hop, 'host') ?? [])
  if (first !== undefined && (first.port !== undefined || first.host.toLowerCase() !== destination))
    return { relays: [first, ...more] }
  return destination === undefined ? {} : { relays: [{ host: destination, port: MAIL_PORT }], setting: NO_DNS }
}

/** Words between blanks and commas. */
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

function splitOnce(text: string): readonly [service: string, hop: string] {
  const colon = text.indexOf(':')
  return colon === -1 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 1)]
}
