import { assertNever } from '../../base/assert-never.ts'
import type { Destination } from '../../domain/destination.ts'
import type { Lever, RemedyStep } from '../../domain/lever.ts'
import { edit, lineBack, note, sh, type LeverWriter, type WrittenSteps } from '../lever-writer.ts'
import { elsewhere } from './elsewhere.ts'
import {
  both,
  check,
  ciphersFor,
  inList,
  inMacros,
  inTransport,
  listMacro,
  macroOf,
  MACROS,
  macros,
  nameOf,
  reload,
  SAME_LINE,
  TEMPLATE,
} from './exim-change.ts'
import { holdMessage, listQueue, retryQueue, returnMessage } from './queue.ts'
import { certificate, certificateFor } from './remedy-certificate.ts'

const ANSWERS = '/etc/exim4/update-exim4.conf.conf'
const PASSWORDS = '/etc/exim4/passwd.client'
const HUBBED = '/etc/exim4/hubbed_hosts'

/**
 * Exim 4.96 spec names, and Debian's files as they come: one template, and macros before it. Where the configuration is split they have
 * other names; elsewhere the option goes into the smtp transport or the main section.
 */
export const writeExim: LeverWriter = (lever, to) => {
  const written = asDebian(lever, to)
  const file = to.ours?.file
  return written === undefined || file === undefined ? written : elsewhere(written, file)
}

const asDebian: LeverWriter = (lever, to) => {
  const transport = (options: readonly string[], why?: string): WrittenSteps => inTransport(nameOf(to), options, why)
  switch (lever.lever) {
    case 'tls.minimum':
      return lever.side === 'server'
        ? macros(
            ['tls_require_ciphers = NORMAL'],
            'GnuTLS build (Debian): NORMAL takes TLS 1.0 to 1.3; with OpenSSL openssl_options decides',
          )
        : transport(['tls_require_ciphers = NORMAL'], 'GnuTLS build (Debian): NORMAL offers TLS 1.0 to 1.3')
    case 'tls.maximum-for':
      return ciphersFor(to, lever.host, 'NORMAL:-VERS-TLS1.3')
    case 'tls.minimum-for':
      return ciphersFor(to, lever.host, 'NORMAL:+VERS-TLS1.0:+VERS-TLS1.1')
    case 'tls.none-for':
      return listMacro(`${macroOf(to)}_HOSTS_AVOID_TLS`, lever.host)
    case 'tls.level-for':
      return level(lever.host, lever.level, to)
    case 'tls.exclude-for':
      return ciphersFor(to, lever.host, 'NORMAL:-DHE-RSA')
    case 'tls.default-ciphers-for':
      return ciphersFor(to, lever.host, 'NORMAL')
    case 'tls.server-name-for':
      return transport([`tls_sni = \${if eqi{$host}{${lever.host}}{$host}}`])
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
      return ciphersFor(to, lever.host, 'NORMAL:-GROUP-ALL:+GROUP-X25519:+GROUP-SECP256R1:+GROUP-SECP384R1')
    case 'tls.default-ciphers':
      return {
        steps: [
          note(
            `remove tls_require_ciphers from ${lever.side === 'server' ? `${MACROS}, or from the main section` : `the ${nameOf(to)} transport`} in ${TEMPLATE}: the default is right`,
          ),
          check(),
          reload(),
        ],
        undo: [note('put the removed line back'), reload()],
      }
    case 'tls.certificate':
      return certificate(lever.chain)
    case 'tls.certificate-names':
      return certificateFor(lever.names)
    case 'tls.mode':
      return wrapped(lever, to)
    case 'tls.client-certificate':
      return macros(
        [`${macroOf(to)}_TLS_CERTIFICATE = /etc/exim4/client.pem`, `${macroOf(to)}_PRIVATEKEY = /etc/exim4/client.key`],
        'both readable by group Debian-exim',
      )
    case 'ehlo.name':
      return macros(
        [`REMOTE_SMTP_HELO_DATA = ${lever.name}`],
        'must be the PTR name of the address that mail leaves from',
      )
    case 'source.address':
      return to.relay === undefined
        ? macros([`REMOTE_SMTP_INTERFACE = <; ${lever.address}`])
        : transport([`interface = <; ${lever.address}`])
    case 'family.prefer-ipv4':
      return lever.host === undefined
        ? macros(['dns_ipv4_lookup = *'], 'for all hosts: one that has IPv6 alone is not reached')
        : listMacro('dns_ipv4_lookup', lever.host)
    case 'esmtp.off-for':
      return inList(nameOf(to), 'hosts_avoid_esmtp', lever.host)
    case 'pipelining.off-for':
      return inList(nameOf(to), 'hosts_avoid_pipelining', lever.host)
    case 'chunking.off-for':
      return transport([`hosts_try_chunking = ! ${lever.host} : *`])
    case 'timeout.client':
      return transport([`${TIMEOUTS[lever.stage]} = ${lever.seconds}s`])
    case 'concurrency.limit':
      return transport(
        [`max_parallel = ${lever.connections}`],
        `for all hosts of the transport together, and what is above it waits for the next queue run; serialize_hosts = ${lever.host} keeps one host to one connection`,
      )
    case 'rate.delay':
      return inList(
        nameOf(to),
        'serialize_hosts',
        lever.host,
        'Exim has no delay between deliveries: one connection at a time, and what comes meanwhile waits for the next queue run',
      )
    case 'connection.reuse-limit':
      return lever.messages === undefined
        ? undefined
        : transport([`connection_max_messages = ${lever.messages}`], 'for all hosts')
    case 'recipients.limit':
      return transport([`max_rcpt = ${lever.recipients}`], 'for all hosts')
    case 'message.size-limit':
      return lever.side === 'client' ? sizeLimit(lever.bytes, to) : macros([`MESSAGE_SIZE_LIMIT = ${lever.bytes}`])
    case 'smarthost':
      return smarthost(lever)
    case 'relay.login': {
      const password = `${lever.host}:USER:PASSWORD`
      return { steps: [passwordLine(password)], undo: [lineBack(PASSWORDS, password)] }
    }
    case 'route.to':
      return hubbed(`${lever.domain}: ${lever.host}`)
    // Exim keeps no connection that has nothing to send.
    case 'connection.idle-limit':
    case 'tls.expect-name':
    case 'tls.pin-for':
    case 'filter.timeout':
      return undefined
    case 'queue.list':
      return listQueue(to)
    case 'queue.retry':
      return retryQueue(to)
    case 'queue.hold':
      return holdMessage()
    case 'queue.return':
      return returnMessage()
    default:
      return assertNever(lever)
  }
}

/** What is larger comes back at once. 0 is no limit. */
function sizeLimit(bytes: number, to: Destination): WrittenSteps {
  return to.relay === undefined && to.domain !== undefined
    ? inTransport(nameOf(to), [`message_size_limit = \${if eqi{$domain}{${to.domain}}{${bytes}}{0}}`])
    : inTransport(nameOf(to), [`message_size_limit = ${bytes}`], 'for all hosts: what is larger comes back at once')
}

function level(host: string, wanted: 'may' | 'encrypt', to: Destination): WrittenSteps {
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
        listMacro(`${macroOf(to)}_HOSTS_REQUIRE_TLS`, host),
      )
  }
}

const TIMEOUTS = {
  connect: 'connect_timeout',
  banner: 'command_timeout',
  command: 'command_timeout',
  body: 'data_timeout',
  dot: 'final_timeout',
} as const

/** The port of a smart host stands with its name in dc_smarthost. */
function wrapped({ wrapped: isWrapped, port }: Extract<Lever, { lever: 'tls.mode' }>, to: Destination): WrittenSteps {
  const protocol = isWrapped ? 'smtps' : 'smtp'
  return to.relay === undefined
    ? inTransport(nameOf(to), [`protocol = ${protocol}`, ...(isWrapped ? [`port = ${port}`] : [])])
    : macros([`REMOTE_SMTP_SMARTHOST_PROTOCOL = ${protocol}`])
}

/** What `dpkg-reconfigure exim4-config` asks for, without its questions. */
function smarthost({ host, port }: Extract<Lever, { lever: 'smarthost' }>): WrittenSteps {
  const answers = { eximconfig_configtype: 'smarthost', smarthost: `${host}::${port}` }
  const password = `${host}:USER:PASSWORD`
  const protocol = port === 465 ? [`REMOTE_SMTP_SMARTHOST_PROTOCOL = smtps`] : []
  return {
    steps: [
      sh(`[ -e ${ANSWERS}.before ] || cp -p ${ANSWERS} ${ANSWERS}.before`),
      sh(
        `sed -i "${Object.entries(answers)
          .map(([name, value]) => `s/^dc_${name}=.*/dc_${name}='${value}'/`)
          .join('; ')}" ${ANSWERS}`,
        'as dpkg-reconfigure exim4-config does for "mail sent by smarthost"',
      ),
      passwordLine(password),
      ...inMacros(protocol),
      check(),
      reload(),
    ],
    undo: [
      sh(`mv ${ANSWERS}.before ${ANSWERS}`),
      lineBack(PASSWORDS, password),
      ...protocol.map((line) => lineBack(MACROS, line)),
      reload(),
    ],
  }
}

/** Debian's list of logins; it is read at each delivery. */
function passwordLine(password: string): RemedyStep {
  return edit(PASSWORDS, password, {
    why: `${SAME_LINE}; of a name that is an alias, the name that it leads to; mode 640, group Debian-exim`,
  })
}

/** Debian's router for single domains; it is read at each delivery. */
function hubbed(line: string): WrittenSteps {
  return { steps: [edit(HUBBED, line, { why: SAME_LINE })], undo: [lineBack(HUBBED, line)] }
}
