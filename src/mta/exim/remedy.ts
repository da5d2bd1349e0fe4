import { assertNever } from '../../base/assert-never.ts'
import type { Destination } from '../../domain/destination.ts'
import type { Lever } from '../../domain/lever.ts'
import { certbot, edit, note, sh, type LeverWriter } from '../lever-writer.ts'

const MACROS = '/etc/exim4/exim4.conf.localmacros'
const TEMPLATE = '/etc/exim4/exim4.conf.template'

const INSTALL = sh(
  'install -m 640 -g Debian-exim "$RENEWED_LINEAGE"/fullchain.pem /etc/exim4/exim.crt && install -m 640 -g Debian-exim "$RENEWED_LINEAGE"/privkey.pem /etc/exim4/exim.key',
  'as a deploy hook: Exim reads the files at each handshake',
)

/**
 * Exim 4.96 spec names, and Debian's files as they come: one template, and macros before it. Where the configuration is split they have
 * other names; elsewhere the option goes into the smtp transport or the main section.
 */
export const writeExim: LeverWriter = (lever, to) => {
  const transport = (options: readonly string[], why?: string): Pair => inTransport(nameOf(to), options, why)
  switch (lever.lever) {
    case 'tls.minimum':
      return lever.side === 'server'
        ? macro(
            `tls_require_ciphers = NORMAL:-VERS-TLS1.0:-VERS-TLS1.1`,
            'GnuTLS build (Debian); with OpenSSL: openssl_options = +no_sslv2 +no_sslv3 +no_tlsv1 +no_tlsv1_1',
          )
        : transport(['tls_require_ciphers = NORMAL'], 'GnuTLS build (Debian): NORMAL offers TLS 1.0 to 1.3')
    case 'tls.maximum-for':
      return transport(
        [`tls_require_ciphers = \${if eq{$host}{${lever.host}}{NORMAL:-VERS-TLS1.3}{NORMAL}}`],
        'GnuTLS build (Debian)',
      )
    case 'tls.minimum-for':
      return transport(
        [`tls_require_ciphers = \${if eq{$host}{${lever.host}}{NORMAL:+VERS-TLS1.0:+VERS-TLS1.1}{NORMAL}}`],
        'GnuTLS build (Debian)',
      )
    case 'tls.none-for':
      return macro(`${macroOf(to)}_HOSTS_AVOID_TLS = ${lever.host}`)
    case 'tls.level-for':
      return level(lever.host, lever.level, to)
    case 'tls.exclude-for':
      return transport(
        [`tls_require_ciphers = \${if eq{$host}{${lever.host}}{NORMAL:-DHE-RSA}{NORMAL}}`],
        'GnuTLS build (Debian)',
      )
    case 'tls.server-name-for':
      return transport(['tls_sni = $host'])
    case 'tls.opportunistic':
      return {
        steps: [
          note(
            `remove hosts_require_tls and tls_verify_hosts from the ${nameOf(to)} transport in ${TEMPLATE}, and ${macroOf(to)}_HOSTS_REQUIRE_TLS from ${MACROS}: without them TLS is used wherever it is offered`,
          ),
          check(),
          reload(),
        ],
        undo: [note('put the removed lines back'), reload()],
      }
    case 'tls.small-hello':
      return macro('tls_eccurve = X25519:P-256:P-384', 'OpenSSL build; a GnuTLS build sends a small hello already')
    case 'tls.default-ciphers':
      return {
        steps: [
          note(
            `remove tls_require_ciphers from ${lever.side === 'server' ? 'the main section' : `the ${nameOf(to)} transport`} in ${TEMPLATE}: the default is right`,
          ),
          check(),
          reload(),
        ],
        undo: [note('put the removed line back'), reload()],
      }
    case 'tls.certificate':
      return certificate(lever.chain)
    case 'tls.certificate-names':
      return { steps: [certbot(lever.names), INSTALL], undo: [] }
    case 'tls.mode':
      return wrapped(lever, to)
    case 'tls.client-certificate':
      return macro(
        `${macroOf(to)}_TLS_CERTIFICATE = /etc/exim4/client.pem\n${macroOf(to)}_PRIVATEKEY = /etc/exim4/client.key`,
        'both readable by group Debian-exim',
      )
    case 'tls.no-session-reuse':
      return transport(['tls_resumption_hosts ='])
    case 'ehlo.name':
      return macro(`REMOTE_SMTP_HELO_DATA = ${lever.name}`, 'must be the PTR name of the address that mail leaves from')
    case 'source.address':
      return to.relay === undefined
        ? macro(`REMOTE_SMTP_INTERFACE = <; ${lever.address}`)
        : transport([`interface = <; ${lever.address}`])
    case 'family.prefer-ipv4':
      return macro('disable_ipv6 = true', 'or dns_ipv4_lookup = * to leave IPv6 addresses out of lookups only')
    case 'esmtp.off-for':
      return transport([`hosts_avoid_esmtp = ${lever.host}`])
    case 'pipelining.off-for':
      return transport([`hosts_avoid_pipelining = ${lever.host}`])
    case 'chunking.off-for':
      return transport([`hosts_try_chunking = ! ${lever.host} : *`])
    case 'timeout.client':
      return transport([`${TIMEOUTS[lever.stage]} = ${lever.seconds}s`])
    case 'concurrency.limit':
      return transport([`max_parallel = ${lever.connections}`], 'or serialize_hosts for one at a time')
    case 'rate.delay':
      return transport(
        [`serialize_hosts = ${lever.host}`, 'connection_max_messages = 20'],
        'Exim has no delay between deliveries: one connection at a time and short ones',
      )
    case 'connection.reuse-limit':
      return lever.messages === undefined ? undefined : transport([`connection_max_messages = ${lever.messages}`])
    case 'recipients.limit':
      return transport([`max_rcpt = ${lever.recipients}`])
    case 'message.size-limit':
      return macro(`message_size_limit = ${lever.bytes}`)
    case 'smarthost':
      return {
        steps: [
          sh(
            'dpkg-reconfigure exim4-config',
            `choose "mail sent by smarthost", and ${lever.host}::${lever.port} as the host`,
          ),
          edit('/etc/exim4/passwd.client', `${lever.host}:USER:PASSWORD`, { why: 'chmod 640, group Debian-exim' }),
          sh('update-exim4.conf'),
          reload(),
        ],
        undo: [sh('dpkg-reconfigure exim4-config', 'choose "internet site" again')],
      }
    case 'route.to':
      return {
        steps: [
          edit('/etc/exim4/hubbed_hosts', `${lever.domain}: ${lever.host}`, {
            why: 'read by the hubbed_hosts router of the Debian configuration',
          }),
        ],
        undo: [{ kind: 'edit', file: '/etc/exim4/hubbed_hosts', remove: `${lever.domain}: ${lever.host}` }],
      }
    case 'tls.expect-name':
    case 'filter.timeout':
    case 'line-endings.crlf':
      return undefined
    case 'logging.tls':
      return macro(
        'log_selector = +tls_cipher +tls_certificate_verified +tls_peerdn +tls_sni +smtp_protocol_error +incoming_port +outgoing_port',
      )
    default:
      return assertNever(lever)
  }
}

function level(host: string, wanted: 'may' | 'encrypt' | 'dane' | 'verify', to: Destination): Pair {
  const name = nameOf(to)
  switch (wanted) {
    case 'may':
      return {
        steps: [
          note(
            `put "! ${host} :" before what hosts_require_tls and tls_verify_hosts hold in the ${name} transport in ${TEMPLATE}, and ${macroOf(to)}_HOSTS_REQUIRE_TLS in ${MACROS}; a list that is not set demands nothing`,
          ),
          check(),
          reload(),
        ],
        undo: [note(`take "! ${host} :" out again`), reload()],
      }
    case 'encrypt':
      return both(
        inTransport(name, [`hosts_try_dane = ! ${host} : *`]),
        macro(`${macroOf(to)}_HOSTS_REQUIRE_TLS = ${host}`),
      )
    case 'verify':
      return inTransport(name, [`tls_verify_hosts = ${host}`])
    case 'dane':
      return inTransport(name, [`hosts_try_dane = ${host}`], 'needs a validating resolver and dns_dnssec_ok = 1')
  }
}

const TIMEOUTS = {
  connect: 'connect_timeout',
  banner: 'command_timeout',
  command: 'command_timeout',
  body: 'data_timeout',
  dot: 'final_timeout',
} as const

type Pair = ReturnType<LeverWriter>
type Written = NonNullable<Pair>

function check(): ReturnType<typeof sh> {
  return sh('update-exim4.conf --check', 'keeps the old configuration when the new one has an error')
}

function reload(): ReturnType<typeof sh> {
  return sh('update-exim4.conf && systemctl reload exim4')
}

/** Debian's transports: mail to the MX, and mail to a smart host. */
type TransportName = 'remote_smtp' | 'remote_smtp_smarthost'

function nameOf({ relay }: Destination): TransportName {
  return relay === undefined ? 'remote_smtp' : 'remote_smtp_smarthost'
}

/** What Debian's macros for a transport begin with. An option that has a macro stands in the template already, switched off. */
function macroOf(to: Destination): string {
  return nameOf(to).toUpperCase()
}

function wrapped({ wrapped: isWrapped, port }: Extract<Lever, { lever: 'tls.mode' }>, to: Destination): Pair {
  const options = [`protocol = ${isWrapped ? 'smtps' : 'smtp'}`, ...(isWrapped ? [`port = ${port}`] : [])]
  return inTransport(nameOf(to), options, 'REMOTE_SMTP_SMARTHOST_PROTOCOL does the same where it is set')
}

/** One check and one reload after both. */
function both(first: Written, second: Written): Written {
  const edits = first.steps.filter(({ kind }) => kind === 'edit')
  const takenBack = first.undo.filter(({ kind }) => kind === 'edit')
  return { steps: [...edits, ...second.steps], undo: [...takenBack, ...second.undo] }
}

function macro(line: string, why?: string): Written {
  const split = "with dc_use_split_config='true' in conf.d/main/000_localmacros"
  return {
    steps: [edit(MACROS, line, { why: why === undefined ? split : `${why}; ${split}` }), check(), reload()],
    undo: [{ kind: 'edit', file: MACROS, remove: line }, reload()],
  }
}

/** Exim takes an option once in a transport. */
function inTransport(name: TransportName, options: readonly string[], why?: string): Written {
  const lines = options.map((option) => `  ${option}`)
  const place = `in the ${name} transport, in place of a line that sets the same; with dc_use_split_config='true' in conf.d/transport/30_exim4-config_${name}`
  return {
    steps: [
      ...lines.map((line, index) =>
        edit(TEMPLATE, line, {
          why:
            index > 0
              ? `in the ${name} transport, in place of a line that sets the same`
              : why === undefined
                ? place
                : `${place}; ${why}`,
        }),
      ),
      check(),
      reload(),
    ],
    undo: [...lines.map((line) => ({ kind: 'edit', file: TEMPLATE, remove: line }) as const), reload()],
  }
}

function certificate(chain: 'full-chain' | 'rsa-and-ecdsa' | 'matching-key' | 'renewed'): Pair {
  switch (chain) {
    case 'rsa-and-ecdsa':
      return macro(
        'tls_certificate = /etc/exim4/rsa.crt : /etc/exim4/ecdsa.crt\ntls_privatekey = /etc/exim4/rsa.key : /etc/exim4/ecdsa.key',
      )
    case 'full-chain':
      return macro('MAIN_TLS_CERTIFICATE = /etc/exim4/fullchain.crt', 'leaf first, then the intermediate certificates')
    case 'matching-key':
      return macro(
        'MAIN_TLS_CERTIFICATE = /etc/exim4/exim.crt\nMAIN_TLS_PRIVATEKEY = /etc/exim4/exim.key',
        'both readable by group Debian-exim, and a pair: compare openssl x509 -pubkey with openssl pkey -pubout',
      )
    case 'renewed':
      return {
        steps: [sh('certbot renew'), INSTALL],
        undo: [],
      }
  }
}
