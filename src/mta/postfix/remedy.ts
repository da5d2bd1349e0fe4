import { assertNever } from '../../base/assert-never.ts'
import type { Lever, RemedyStep } from '../../domain/lever.ts'
import type { Destination } from '../../domain/destination.ts'
import { addressKey, certbot, domainKey, edit, sh, type LeverWriter } from '../lever-writer.ts'

const RELOAD = sh('postfix reload')
const VERIFY = sh(
  'openssl s_client -starttls smtp -connect localhost:25 -showcerts </dev/null',
  'shows what is served now',
)
const RELOAD_CERTIFICATE = [
  sh('postfix reload', 'Postfix reads a new certificate only then; put it into the deploy hook'),
  VERIFY,
] as const
const MAIN = '/etc/postfix/main.cf'
const MASTER = '/etc/postfix/master.cf'
const POLICY_FILE = '/etc/postfix/tls_policy'

/** postconf(5) names, checked against Postfix 3.7; forms that need a newer or older version say so. */
export const writePostfix: LeverWriter = (lever, to) => {
  switch (lever.lever) {
    case 'tls.minimum': {
      const prefix = lever.side === 'client' ? 'smtp' : 'smtpd'
      return set(
        [`${prefix}_tls_protocols = >=${lever.version}`, `${prefix}_tls_mandatory_protocols = >=${lever.version}`],
        'Postfix 3.6 and newer; before that write !SSLv2, !SSLv3 (and !TLSv1, !TLSv1.1 for 1.2)',
      )
    }
    case 'tls.maximum-for':
      return policy(to, `may protocols=<=${lever.version}`)
    case 'tls.minimum-for':
      return policy(to, `may protocols=>=${lever.version} ciphers=medium`)
    case 'tls.none-for':
      return policy(to, 'none')
    case 'tls.level-for':
      return policy(to, lever.level)
    case 'tls.exclude-for':
      return policy(to, `may exclude=${lever.ciphers}`)
    case 'tls.server-name-for':
      return policy(to, 'may servername=hostname')
    case 'tls.opportunistic':
      return set(
        ['smtp_tls_security_level = may'],
        'forced TLS belongs into smtp_tls_policy_maps, for the partners that promised it',
      )
    case 'tls.small-hello':
      return set(
        ['tls_eecdh_auto_curves = X25519, prime256v1, secp384r1'],
        'keeps the ClientHello below one segment: no ML-KEM key share (Postfix 3.11 with OpenSSL 3.5 sends one by default)',
      )
    case 'tls.default-ciphers': {
      const prefix = lever.side === 'client' ? 'smtp' : 'smtpd'
      return remove([
        `${prefix}_tls_exclude_ciphers`,
        `${prefix}_tls_mandatory_exclude_ciphers`,
        'tls_high_cipherlist',
        'tls_medium_cipherlist',
      ])
    }
    case 'tls.certificate':
      return certificate(lever.chain)
    case 'tls.certificate-names':
      return { steps: [certbot(lever.names), ...RELOAD_CERTIFICATE], undo: [] }
    case 'tls.expect-name':
      return policy(to, `secure match=${lever.name}`)
    case 'tls.mode':
      return lever.wrapped
        ? set(
            [
              `relayhost = [${lever.host}]:${lever.port}`,
              'smtp_tls_wrappermode = yes',
              'smtp_tls_security_level = encrypt',
            ],
            'wrappermode holds for every destination of this transport, so it belongs to a relay',
          )
        : set(['smtp_tls_wrappermode = no', 'smtp_tls_security_level = may'])
    case 'tls.client-certificate':
      return set(
        ['smtp_tls_chain_files = /etc/postfix/client.pem'],
        'private key first, then the certificate and its chain (Postfix 3.4 and newer)',
      )
    case 'tls.no-session-reuse':
      return set(['smtp_tls_session_cache_database ='])
    case 'ehlo.name':
      return set([`smtp_helo_name = ${lever.name}`], 'must be the PTR name of the address that mail leaves from')
    case 'source.address':
      return set([`${lever.family === 4 ? 'smtp_bind_address' : 'smtp_bind_address6'} = ${lever.address}`])
    case 'family.prefer-ipv4':
      return set(
        ['smtp_address_preference = ipv4'],
        'inet_protocols = ipv4 is the last resort (it needs stop and start)',
      )
    case 'esmtp.off-for':
      return ownTransport(to, { name: 'helo', override: 'smtp_never_send_ehlo=yes' })
    case 'pipelining.off-for':
      return discard(addressKey(lever.host, to), 'pipelining')
    case 'timeout.client':
      return set(TIMEOUTS[lever.stage].map((name) => `${name} = ${lever.seconds}s`))
    case 'concurrency.limit':
      return ownTransport(to, {
        name: 'slow',
        limits: [`slow_destination_concurrency_limit = ${lever.connections}`],
      })
    case 'rate.delay':
      return ownTransport(to, {
        name: 'slow',
        limits: [`slow_destination_rate_delay = ${lever.seconds}s`, 'slow_destination_concurrency_limit = 1'],
      })
    // The first message is no reuse; 0 would be no limit.
    case 'connection.reuse-limit':
      return set([
        ...(lever.messages === undefined
          ? []
          : [`smtp_connection_reuse_count_limit = ${Math.max(1, lever.messages - 1)}`]),
        ...(lever.seconds === undefined ? [] : [`smtp_connection_reuse_time_limit = ${lever.seconds}s`]),
      ])
    case 'recipients.limit':
      return set([`smtp_destination_recipient_limit = ${lever.recipients}`])
    case 'message.size-limit':
      return set([`message_size_limit = ${lever.bytes}`])
    case 'smarthost':
      return set(
        [
          `relayhost = [${lever.host}]:${lever.port}`,
          'smtp_sasl_auth_enable = yes',
          'smtp_sasl_password_maps = texthash:/etc/postfix/sasl_passwd',
          'smtp_sasl_security_options = noanonymous',
          `smtp_tls_security_level = encrypt`,
          ...(lever.port === 465 ? ['smtp_tls_wrappermode = yes'] : []),
        ],
        undefined,
        [edit('/etc/postfix/sasl_passwd', `[${lever.host}]:${lever.port} USER:PASSWORD`, { why: 'chmod 600' })],
      )
    case 'route.to':
      return table({
        setting: 'transport_maps',
        type: 'texthash',
        file: '/etc/postfix/transport',
        lines: `${lever.domain}  smtp:[${lever.host}]`,
      })
    case 'filter.timeout':
      return set([`milter_content_timeout = ${lever.seconds}s`, 'milter_default_action = tempfail'])
    // smtp(8) has never sent BDAT.
    case 'chunking.off-for':
    case 'line-endings.crlf':
      return undefined
    case 'logging.tls':
      return set(['smtp_tls_loglevel = 1'])
    default:
      return assertNever(lever)
  }
}

type Pair = ReturnType<LeverWriter>

/** The banner and EHLO share a timeout; each command and the handshake have one of their own. */
const TIMEOUTS = {
  connect: ['smtp_connect_timeout'],
  banner: ['smtp_helo_timeout'],
  command: [
    'smtp_helo_timeout',
    'smtp_starttls_timeout',
    'smtp_mail_timeout',
    'smtp_rcpt_timeout',
    'smtp_data_init_timeout',
  ],
  body: ['smtp_data_xfer_timeout'],
  dot: ['smtp_data_done_timeout'],
} as const

function set(settings: readonly string[], why?: string, before: readonly RemedyStep[] = []): Pair {
  const names = settings.map(nameOf)
  return {
    steps: [
      ...before,
      sh(`postconf -n ${names.join(' ')}`, 'keep what it prints: a name that it does not print was not set before'),
      sh(`postconf -e ${settings.map(quote).join(' ')}`, why),
      sh('postfix check'),
      RELOAD,
    ],
    undo: [
      sh(`postconf -X ${names.join(' ')}`, 'if it was not set before; else postconf -e with the old value'),
      ...before.flatMap((step): RemedyStep[] =>
        step.kind === 'edit' && step.add !== undefined ? [{ kind: 'edit', file: step.file, remove: step.add }] : [],
      ),
      RELOAD,
    ],
  }
}

/** A copy, since a line that is set again stands elsewhere in the file. */
function remove(names: readonly string[]): Pair {
  return {
    steps: [
      sh(`postconf -n ${names.join(' ')}`, 'what it prints is removed'),
      sh(`cp -p ${MAIN} ${MAIN}.before`),
      sh(`postconf -X ${names.join(' ')}`),
      RELOAD,
    ],
    undo: [sh(`mv ${MAIN}.before ${MAIN}`), RELOAD],
  }
}

/** A lookup table in main.cf, and what goes into it. */
interface Table {
  readonly setting: string
  readonly type: 'texthash' | 'cidr'
  readonly file: string
  readonly lines: string
  /** What the key is. */
  readonly why?: string
  /** A line of master.cf. */
  readonly service?: string
  readonly settings?: readonly string[]
  readonly after?: readonly RemedyStep[]
}

function table({ setting, type, file, lines, why, service, settings = [], after = [] }: Table): Pair {
  const changes = [`${setting} = ${type}:${file}`, ...settings]
  const own: RemedyStep[] =
    service === undefined
      ? []
      : [edit(MASTER, service, { why: 'a transport of its own, so that only this destination is concerned' })]
  return {
    steps: [
      ...own,
      sh(`postconf -n ${setting}`, 'prints a table? Then put the lines below into it, and keep the setting as it is'),
      edit(file, lines, why === undefined ? {} : { why }),
      sh(`postconf -e ${changes.map(quote).join(' ')}`),
      RELOAD,
      ...after,
    ],
    undo: [
      { kind: 'edit', file, remove: lines },
      sh(`postconf -X ${changes.map(nameOf).join(' ')}`, `without ${setting}, if it was set before`),
      ...(service === undefined ? [] : [{ kind: 'edit', file: MASTER, remove: service } as const]),
      RELOAD,
    ],
  }
}

/** TLS_README: the key is the next hop, a domain or the relay as it is written in relayhost. */
function policy({ domain, relay }: Destination, value: string): Pair {
  const names = relay?.port === 25 ? [`[${relay.host}]`, `[${relay.host}]:25`] : [`[${relay?.host}]:${relay?.port}`]
  const keys = relay === undefined ? [domain ?? domainKey({})] : names
  return table({
    setting: 'smtp_tls_policy_maps',
    type: 'texthash',
    file: POLICY_FILE,
    lines: keys.map((key) => `${key}  ${value}`).join('\n'),
    why: 'the key is the next hop: the recipient domain, or [host]:port exactly as in relayhost',
    after: [sh(`posttls-finger -c -Lsummary ${quote(keys.at(-1) ?? '')}`, 'checks with the real TLS stack')],
  })
}

function discard(address: string, keywords: string): Pair {
  return table({
    setting: 'smtp_discard_ehlo_keyword_address_maps',
    type: 'cidr',
    file: '/etc/postfix/discard_ehlo.cidr',
    lines: `${address}  ${keywords}, silent-discard`,
    why: "the key is the server's address (or CIDR), not its name",
  })
}

/** What a transport does otherwise than `smtp`. */
interface OwnTransport {
  readonly name: string
  readonly override?: string
  readonly limits?: readonly string[]
}

/** transport(5): an entry without a next hop leads to the domain's MX, so a relay is named again. */
function ownTransport(to: Destination, { name, override, limits = [] }: OwnTransport): Pair {
  const nextHop = to.relay === undefined ? '' : `[${to.relay.host}]:${to.relay.port}`
  return table({
    setting: 'transport_maps',
    type: 'texthash',
    file: '/etc/postfix/transport',
    lines: `${domainKey(to)}  ${name}:${nextHop}`,
    why: 'the key is the recipient domain',
    service: `${name.padEnd(9)} unix  -       -       n       -       -       smtp${override === undefined ? '' : `\n  -o ${override}`}`,
    settings: limits,
  })
}

function certificate(chain: Extract<Lever, { lever: 'tls.certificate' }>['chain']): Pair {
  switch (chain) {
    case 'rsa-and-ecdsa':
      return add(
        ['smtpd_tls_chain_files = /etc/ssl/private/rsa.pem, /etc/ssl/private/ecdsa.pem'],
        'each file: private key first, then the certificate and its chain (Postfix 3.4 and newer)',
        VERIFY,
      )
    case 'full-chain':
      return add(
        ['smtpd_tls_chain_files = /etc/ssl/private/key-and-fullchain.pem'],
        'private key first, then the certificate, then the intermediate certificates',
        VERIFY,
      )
    case 'matching-key':
      return {
        steps: [
          sh(
            'openssl x509 -in "$(postconf -h smtpd_tls_cert_file)" -noout -pubkey | sha256sum',
            'these two must print the same',
          ),
          sh('openssl pkey -in "$(postconf -h smtpd_tls_key_file)" -pubout | sha256sum'),
          sh(
            "postconf -e 'smtpd_tls_chain_files = /etc/ssl/private/key-and-fullchain.pem'",
            'one file with key and chain cannot drift apart',
          ),
          RELOAD,
          VERIFY,
        ],
        undo: [sh('postconf -X smtpd_tls_chain_files'), RELOAD],
      }
    case 'renewed':
      return {
        steps: [sh('certbot renew'), ...RELOAD_CERTIFICATE],
        undo: [],
      }
  }
}

function add(settings: readonly string[], why: string, last: RemedyStep): Pair {
  const pair = set(settings, why)
  return pair === undefined ? undefined : { steps: [...pair.steps, last], undo: pair.undo }
}

function nameOf(setting: string): string {
  return setting.slice(0, setting.indexOf(' '))
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
