import type { MtaSetting } from '../../domain/facts/host-facts.ts'
import { type ConfigDestination, type ConfigText, type MtaConfigAdapter, settingNamed } from '../mta-config.ts'
import { nextHopOf } from './next-hop.ts'
import { addressKeys, senderKeys, tableKeys } from './table-keys.ts'

/** What decides how Postfix's client makes a session. */
const WANTED = [
  'mail_version',
  'multi_instance_directories',
  'myhostname',
  'smtp_helo_name',
  'smtp_bind_address',
  'smtp_bind_address6',
  'smtp_bind_address_enforce',
  'inet_interfaces',
  'inet_protocols',
  'smtp_address_preference',
  'relayhost',
  'sender_dependent_relayhost_maps',
  'sender_dependent_default_transport_maps',
  'smtp_sasl_auth_enable',
  'smtp_tls_security_level',
  'smtp_tls_protocols',
  'smtp_tls_mandatory_protocols',
  'smtp_tls_ciphers',
  'smtp_tls_mandatory_ciphers',
  'smtp_tls_exclude_ciphers',
  'smtp_tls_policy_maps',
  'smtp_tls_servername',
  'smtp_tls_wrappermode',
  'smtp_use_tls',
  'smtp_enforce_tls',
  'smtp_dns_support_level',
  'smtp_discard_ehlo_keywords',
  'smtp_discard_ehlo_keyword_address_maps',
  'smtp_never_send_ehlo',
  'smtp_always_send_ehlo',
  'smtp_pix_workarounds',
  'smtp_connect_timeout',
  'smtp_helo_timeout',
  'smtp_starttls_timeout',
  'smtp_mail_timeout',
  'smtp_rcpt_timeout',
  'smtp_data_init_timeout',
  'smtp_data_xfer_timeout',
  'smtp_data_done_timeout',
  'smtp_quit_timeout',
  'message_size_limit',
  'mailbox_size_limit',
  'transport_maps',
  'default_transport',
  'defer_transports',
  'default_destination_concurrency_limit',
  'smtp_destination_concurrency_limit',
  'smtp_destination_rate_delay',
  'smtp_connection_cache_on_demand',
  'smtp_tls_loglevel',
  'smtpd_tls_security_level',
  'smtpd_tls_protocols',
  'smtpd_tls_mandatory_protocols',
] as const

/** Asked for the next hop of a mail. */
const TABLES = [
  'smtp_tls_policy_maps',
  'transport_maps',
  'sender_dependent_relayhost_maps',
  'sender_dependent_default_transport_maps',
] as const
/** Table types that Postfix reads from this machine; the others may ask a network. */
const LOCAL_TABLES = /^(?:texthash|hash|btree|lmdb|cdb|dbm|inline|regexp|pcre|cidr|static):/
/** Tables of patterns are asked for whole addresses alone, and for no part of one (transport(5), regexp_table(5)). */
const PATTERN_TABLES = /^(?:regexp|pcre):/
const MAX_MAPS = 3

const MAX_INSTANCES = 5

function asks(...of: readonly string[]): MtaConfigAdapter['asks'] {
  return [['-x', ...WANTED], ['-n'], ['-P']].map((args) => ({
    kind: 'command',
    command: 'postconf',
    args: [...of, ...args],
  }))
}

export const postfixConfig: MtaConfigAdapter = {
  name: 'postfix',
  asks: asks(),
  readConfig(texts) {
    const own = texts.filter((text) => !isEffective(text)).flatMap(readParameters)
    const setHere = new Set(own.map(({ name }) => name))
    const effective = texts
      .filter(isEffective)
      .flatMap(readParameters)
      .map((setting) => ({ ...setting, isDefault: !setHere.has(setting.name) }))
    const known = new Set(effective.map(({ name }) => name))
    return [...effective, ...own.filter(({ name }) => !known.has(name))]
  },
  ofFirstInstance: ['multi_instance_directories'],
  // MULTI_INSTANCE_README: the first instance is often a null client, and another one sends.
  instances(settings) {
    const folders = splitMaps(settingNamed(settings, 'multi_instance_directories')?.value ?? '')
    return folders
      .filter((folder) => folder.startsWith('/'))
      .slice(0, MAX_INSTANCES)
      .map((folder) => asks('-c', folder))
  },
  lookUps(settings, destination) {
    return TABLES.flatMap((name) => {
      const maps = splitMaps(settingNamed(settings, name)?.value ?? '').filter((map) => LOCAL_TABLES.test(map))
      return maps.slice(0, MAX_MAPS).flatMap((map) =>
        keysOf(name, settings, destination, PATTERN_TABLES.test(map)).map((key) => ({
          setting: `${name}[${key}]`,
          ask: { kind: 'command', command: 'postmap', args: ['-q', key, map] } as const,
        })),
      )
    })
  },
}

function keysOf(
  table: (typeof TABLES)[number],
  settings: readonly MtaSetting[],
  { domain, recipient, sender }: ConfigDestination,
  ofPatterns: boolean,
): readonly string[] {
  switch (table) {
    case 'smtp_tls_policy_maps':
      return nextHopOf(settings, domain).policyKeys
    case 'transport_maps':
      return ofPatterns ? addressKeys(recipient) : [...addressKeys(recipient), ...tableKeys(table, domain)]
    case 'sender_dependent_relayhost_maps':
    case 'sender_dependent_default_transport_maps':
      return ofPatterns ? senderKeys(sender).slice(0, 1) : senderKeys(sender)
  }
}

/** `postconf -x`, `-d` and plain `postconf NAME` print defaults too. */
function isEffective({ from }: ConfigText): boolean {
  return /\bpostconf\b/.test(from) && !/ -(?:n|P|nx|xn|Px|nf|fn)\b/.test(from)
}

/** `name = value` lines of postconf or of main.cf, with continuation lines; the same for `service/type/name = value`. */
function readParameters({ from, text }: ConfigText): MtaSetting[] {
  const settings: MtaSetting[] = []
  for (const line of logicalLines(text)) {
    const match = /^([\w./$-]+)\s*=\s*(.*)$/.exec(line)
    if (match?.[1] === undefined || /^(?:postconf|postmap):/.test(line)) continue
    settings.push({ software: 'postfix', name: match[1], value: (match[2] ?? '').trim(), isDefault: false, from })
  }
  return settings
}

/** postconf(5): a line that begins with white space continues the one before; comments and empty lines do not end it. */
function logicalLines(text: string): string[] {
  const lines: string[] = []
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*(?:#|$)/.test(line)) continue
    if (/^\s/.test(line) && lines.length > 0) lines[lines.length - 1] += ` ${line.trim()}`
    else lines.push(line)
  }
  return lines
}

/** Table names of a parameter, separated by commas or spaces outside of braces. */
export function splitMaps(value: string): string[] {
  const maps: string[] = []
  let depth = 0
  let current = ''
  for (const character of value) {
    if (character === '{') depth += 1
    if (character === '}') depth = Math.max(depth - 1, 0)
    if (depth === 0 && /[\s,]/.test(character)) {
      if (current !== '') maps.push(current)
      current = ''
    } else current += character
  }
  return current === '' ? maps : [...maps, current]
}
