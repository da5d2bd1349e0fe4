import { rowOf } from '../../base/row-of.ts'
import { readAddress } from '../../domain/address.ts'
import { familyOf } from '../../domain/endpoint.ts'
import type { MtaSetting } from '../../domain/facts/host-facts.ts'
import type { TlsMode, TlsPlan } from '../../domain/plan/session-plan.ts'
import { known, plainWord } from '../habit-words.ts'
import type { SenderHabits } from '../habits.ts'
import { settingNamed } from '../mta-config.ts'
import { postfixBounds } from '../tls-versions.ts'
import { nextHopOf } from './next-hop.ts'

/** How Postfix's smtp(8) client would speak. Overrides of the `smtp` service in master.cf beat main.cf, table look-ups beat both. */
export function postfixHabits(settings: readonly MtaSetting[], destination?: string): SenderHabits {
  const hop = nextHopOf(settings, destination)
  const value = (name: string): string | undefined =>
    settingNamed(settings, `${hop.service}/unix/${name}`)?.value ?? settingNamed(settings, name)?.value
  const [policy] = hop.policyKeys.flatMap((key) => settingNamed(settings, `smtp_tls_policy_maps[${key}]`)?.value ?? [])
  const discards = (value('smtp_discard_ehlo_keywords') ?? '').toLowerCase()
  const protocols = value('inet_protocols')
  const preference = value('smtp_address_preference')
  return known<SenderHabits>({
    ehloName: plainWord(value('smtp_helo_name')) ?? plainWord(value('myhostname')),
    bindIpv4: plainWord(value('smtp_bind_address')) ?? onlyInterface(value('inet_interfaces'), 4),
    bindIpv6: plainWord(value('smtp_bind_address6')) ?? onlyInterface(value('inet_interfaces'), 6),
    family: protocols === 'ipv4' ? 4 : protocols === 'ipv6' ? 6 : undefined,
    prefersFamily: preference === 'ipv4' ? 4 : preference === 'ipv6' ? 6 : undefined,
    ...withoutStartTls(tlsHabits(value, policy), discards),
    pipelining: value('smtp_discard_ehlo_keywords') === undefined ? undefined : !discards.includes('pipelining'),
    // smtp(8) has never sent BDAT.
    chunking: false,
    helo: value('smtp_never_send_ehlo') === 'yes' ? true : undefined,
    relays: hop.relays,
    relayedBy: hop.relays === undefined ? undefined : hop.setting,
    relaysBySender: hop.bySender,
    notSentBy: hop.notSentBy,
    heldBy: hop.heldBy,
    authenticates: value('smtp_sasl_auth_enable') === 'yes' ? true : undefined,
  })
}

/** postconf(5), smtp_bind_address: where inet_interfaces names one address of a family, and no loopback one, mail leaves by that. */
function onlyInterface(interfaces: string | undefined, family: 4 | 6): string | undefined {
  const addresses = (interfaces ?? '').split(/[\s,]+/).map((word) => word.replaceAll(/[[\]]/g, ''))
  const known = addresses.map(readAddress)
  // A name, or `all`, stands for addresses that are not told here.
  if (known.includes(undefined)) return undefined
  const [first, ...more] = addresses.filter((address) => familyOf(address) === family)
  return more.length > 0 || first === undefined || /^(?:127\.|::1$)/.test(first) ? undefined : first
}

/** A client that does not see STARTTLS in the EHLO answer does without TLS, if it may. */
function withoutStartTls(habits: TlsHabits, discards: string): TlsHabits {
  return habits.tls === 'auto' && discards.split(/[\s,]+/).includes('starttls') ? { ...habits, tls: 'none' } : habits
}

/** The levels of smtp_tls_security_level (postconf(5)). `dane` without TLSA records is `may`; its check of the chain is not ours to repeat. */
const MODES: Readonly<Record<string, TlsMode>> = {
  '': 'none',
  none: 'none',
  may: 'auto',
  dane: 'auto',
  encrypt: 'require',
  'dane-only': 'require',
  fingerprint: 'require',
  verify: 'verify',
  secure: 'verify',
}

interface TlsHabits {
  readonly tls: TlsMode | undefined
  readonly tlsPlan: TlsPlan | undefined
}

function tlsHabits(value: (name: string) => string | undefined, policy: string | undefined): TlsHabits {
  const [policyLevel, ...attributes] = (policy ?? '').split(/\s+/)
  const attribute = (name: string): string | undefined =>
    attributes.find((each) => each.startsWith(`${name}=`))?.slice(name.length + 1)
  const level = policy === undefined ? value('smtp_tls_security_level') : policyLevel
  // Before security levels there were two switches; an empty level leaves the say to them.
  const old = value('smtp_enforce_tls') === 'yes' ? 'encrypt' : value('smtp_use_tls') === 'yes' ? 'may' : ''
  const mode = level === undefined ? undefined : rowOf(MODES, level === '' ? old : level)
  const tls = mode !== undefined && mode !== 'none' && value('smtp_tls_wrappermode') === 'yes' ? 'wrapped' : mode
  const mandatory = tls === 'require' || tls === 'verify' || tls === 'wrapped'
  const protocols = attribute('protocols') ?? value(mandatory ? 'smtp_tls_mandatory_protocols' : 'smtp_tls_protocols')
  const servername = attribute('servername') ?? plainWord(value('smtp_tls_servername'))
  const plan: TlsPlan = {
    ...(protocols === undefined ? {} : postfixBounds(protocols)),
    // Without the setting Postfix sends SNI only under DANE.
    ...(servername !== undefined && servername !== 'hostname' && servername !== 'nexthop' ? { sni: servername } : {}),
  }
  return { tls, tlsPlan: Object.keys(plan).length === 0 ? undefined : plan }
}
