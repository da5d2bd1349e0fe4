import type { Destination } from '../../domain/destination.ts'
import type { Lever, RemedyStep } from '../../domain/lever.ts'
import { domainKey, sh, type WrittenSteps } from '../lever-writer.ts'
import { type MapFile, mapFile, namedAfter } from './map-file.ts'
import type { OwnService } from './own-service.ts'
import { inTable, set, table } from './postconf-change.ts'
import { quote } from './quote.ts'

/** A relay is logged in to, and the password goes in no clear session: where TLS has failings, it is still demanded. */
export function levelTo({ relay }: Destination): 'may' | 'encrypt' {
  return relay === undefined ? 'may' : 'encrypt'
}

/** TLS_README: the key is the next hop, a domain or the relay as it is written in relayhost. */
export function policy(to: Destination, fix: string, value: string): WrittenSteps {
  const keys = policyKeys(to)
  const written = table(policyMap(to, fix, value), {
    after: value === 'none' ? [] : finger(value, keys.at(-1) ?? ''),
  })
  return { ...written, steps: [...levelNow(value, keys, to.ours?.overrides), ...written.steps] }
}

function policyKeys({ domain, relay }: Destination): readonly string[] {
  if (relay === undefined) return [domain ?? domainKey({})]
  const { host, port } = relay
  return port === 25 ? [`[${host}]`, `[${host}]:25`] : [`[${host}]:${port}`]
}

/** Of two fixes for one destination the newer one has the say: each has a file of its own. */
function policyMap(to: Destination, fix: string, value: string): MapFile {
  return {
    setting: 'smtp_tls_policy_maps',
    type: 'texthash',
    file: mapFile(`tls-${fix}`, namedAfter(to, domainKey({}))),
    lines: policyKeys(to).map((key) => [key, value]),
    why: `for the next hop: the recipient domain, or [host]:port exactly as in relayhost${value.includes('=>=') ? '; protocols=>= needs Postfix 3.6' : ''}`,
  }
}

type ModeLever = Extract<Lever, { lever: 'tls.mode' }>

/** STARTTLS again. main.cf knows TLS from the first octet for all destinations only; the level is that of this relay alone. */
export function startTls({ host, port }: ModeLever): WrittenSteps {
  const why =
    'for every destination of this Postfix: where another relay wants it, it belongs to a service of its own in master.cf'
  if (port === 25) {
    const written = set(['smtp_tls_wrappermode = no'], why)
    return { ...written, steps: [...written.steps, sh('postconf smtp_tls_security_level', BEGUN_IN_TLS)] }
  }
  return set(['smtp_tls_wrappermode = no'], why, inTable(policyMap({ relay: { host, port } }, 'encrypt', 'encrypt')))
}

const BEGUN_IN_TLS =
  'wrapper mode wants the level encrypt. Where it was raised for that alone, set it back (may): at encrypt, servers without STARTTLS get no mail'

/** Known by its key: the digest that the fingerprint is taken with was MD5 before Postfix 3.6. */
export function pin(to: Destination, spkiSha256: string): WrittenSteps {
  const value = `fingerprint match=${spkiSha256.toUpperCase().match(/../g)?.join(':') ?? ''}`
  const keys = policyKeys(to)
  const written = set(
    ['smtp_tls_fingerprint_digest = sha256'],
    'of use at the level fingerprint alone',
    inTable(policyMap(to, 'pin', value)),
  )
  return { ...written, steps: [...written.steps, ...finger(value, keys.at(-1) ?? '')] }
}

type Overrides = NonNullable<NonNullable<Destination['ours']>['overrides']>

/** A line of the table has the whole say, and the level stands in it: a weaker one than before is not to slip in with other terms. */
function levelNow(value: string, keys: readonly string[], overrides: Overrides = []): readonly RemedyStep[] {
  const [level, ...terms] = value.split(' ')
  if (level === 'none' || level === 'secure') return []
  const shown = (name: string): string => {
    const inMaster = overrides.filter((one) => one.name === name).map((one) => one.value)
    return inMaster.length === 0 ? `postconf -xh ${name}` : `echo ${quote(inMaster.join(','))}`
  }
  const tables = shown('smtp_tls_policy_maps')
  // unionmap asks all tables, whatever stands between them. postmap(1) ends with 1 where it finds nothing, which is no failure here.
  const lookups = keys.map(
    (key) => `postmap -q ${quote(key)} "unionmap:{$(${tables})}" 2>/dev/null || echo 'no line for it'`,
  )
  return [
    sh(
      [shown('smtp_tls_security_level'), ...lookups].join('\n'),
      terms.length === 0
        ? 'the level so far, in general and for this destination'
        : `the level so far, in general and for this destination: one above ${level} (encrypt, dane, verify, secure) is to stand in its place below`,
    ),
  ]
}

/** posttls-finger(1) does not read the table: it is given the terms. Nothing where it has no option for one, since it would show another session. */
function finger(value: string, nextHop: string): readonly RemedyStep[] {
  const [level = 'may', ...attributes] = value.split(' ')
  const terms = new Map(
    attributes.map((one) => [one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1)] as const),
  )
  if (terms.size === 0 || [...terms.keys()].some((name) => !['protocols', 'ciphers', 'match'].includes(name))) return []
  const option = (flag: string, name: string): readonly string[] => {
    const term = terms.get(name)
    return term === undefined ? [] : [flag, quote(term)]
  }
  const match = terms.get('match')
  const words = [
    `posttls-finger -c -Lsummary -l ${level}${level === 'fingerprint' ? ' -d sha256' : ''}`,
    ...option('-p', 'protocols'),
    ...option('-g', 'ciphers'),
    quote(nextHop),
    ...(match === undefined ? [] : [quote(match)]),
  ]
  return [sh(words.join(' '), 'what the TLS library meets there under these terms')]
}

export function discard(address: string, keywords: string): WrittenSteps {
  return table({
    setting: 'smtp_discard_ehlo_keyword_address_maps',
    type: 'cidr',
    file: mapFile(`no-${keywords}`, address),
    lines: [[address, `${keywords}, silent-discard`]],
    why: "for the server's address (or CIDR), not its name",
  })
}

/** Mail of a domain goes to this host and to no MX. */
export function route({ domain, host }: Extract<Lever, { lever: 'route.to' }>): WrittenSteps {
  return table({
    setting: 'transport_maps',
    type: 'texthash',
    file: mapFile('route', domain),
    lines: [[domain, `smtp:[${host}]`]],
  })
}

/** transport(5): an entry without a next hop leads to the domain's MX, so a relay is named again. */
export function ownTransport(to: Destination, service: OwnService): WrittenSteps {
  const nextHop = to.relay === undefined ? '' : `[${to.relay.host}]:${to.relay.port}`
  return table(
    {
      setting: 'transport_maps',
      type: 'texthash',
      file: mapFile(service.name.slice('hangup-'.length), domainKey(to)),
      lines: [[domainKey(to), `${service.name}:${nextHop}`]],
      why: 'for the recipient domain; where another table leads it to a host, name that host after the colon',
    },
    { service },
  )
}
