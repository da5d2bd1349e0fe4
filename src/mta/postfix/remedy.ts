import { assertNever } from '../../base/assert-never.ts'
import type { Lever } from '../../domain/lever.ts'
import { addressKey, sh, type LeverWriter, type WrittenSteps } from '../lever-writer.ts'
import { forInstance } from './instance.ts'
import { inFront, mapFile, takenOut } from './map-file.ts'
import { inMaster } from './override.ts'
import type { OwnService } from './own-service.ts'
import { type Ground, groundWork, remove, set } from './postconf-change.ts'
import { holdMessage, listQueue, retryQueue, returnMessage } from './queue.ts'
import { certificate, certificateFor, chainFiles } from './remedy-certificate.ts'
import { discard, levelTo, ownTransport, pin, policy, route, startTls } from './remedy-tables.ts'

/** As many as Postfix has for one destination at first and some more (initial_destination_concurrency is 5). */
const PROCESSES_FOR_SINGLES = 5

const CLIENT_PAIR = '/etc/postfix/client.pem'

/** smtp(8): at `may` a failed handshake is followed by a session without TLS, so there the fix is needless. */
const DEMANDED = sh(
  'postconf smtp_tls_security_level smtp_tls_policy_maps smtp_dns_support_level',
  'at may Postfix goes on without TLS by itself: what waits all the same is under encrypt, dane or verify, and somebody wanted that',
)

/** postconf(5) names, checked against Postfix 3.7; forms that need a newer or older version say so. */
export const writePostfix: LeverWriter = (lever, to) => {
  const inMain = asOneInstance(lever, to)
  if (inMain === undefined) return undefined
  const { instances = [], overrides = [] } = to.ours ?? {}
  const written = inMaster(inMain, overrides)
  return instances.length === 0 ? written : forInstance(written, instances)
}

const asOneInstance: LeverWriter = (lever, to) => {
  switch (lever.lever) {
    case 'tls.minimum': {
      const prefix = lever.side === 'client' ? 'smtp' : 'smtpd'
      return set(
        [`${prefix}_tls_protocols = >=${lever.version}`, `${prefix}_tls_mandatory_protocols = >=${lever.version}`],
        'no ceiling any more; Postfix 3.6 and newer, before that the value is !SSLv2,!SSLv3; entries of smtp_tls_policy_maps with protocols= go before it',
      )
    }
    case 'tls.maximum-for':
      return policy(to, 'maximum', `${levelTo(to)} protocols=>=TLSv1:<=${lever.version}`)
    case 'tls.minimum-for':
      return policy(to, 'minimum', `${levelTo(to)} protocols=>=${lever.version} ciphers=medium`)
    case 'tls.none-for': {
      const written = policy(to, 'none', 'none')
      return { ...written, steps: [DEMANDED, ...written.steps] }
    }
    case 'tls.level-for':
      return policy(to, lever.level, lever.level)
    case 'tls.exclude-for':
      return policy(to, 'exclude', `${levelTo(to)} exclude=${lever.ciphers}`)
    // smtp_tls_policy.c: the attribute takes the place of the exclusions in main.cf.
    case 'tls.default-ciphers-for':
      return policy(to, 'ciphers', `${levelTo(to)} ciphers=medium exclude=aNULL`)
    case 'tls.server-name-for':
      return policy(to, 'servername', `${levelTo(to)} servername=hostname`)
    case 'tls.opportunistic':
      return set(
        ['smtp_tls_security_level = may'],
        'forced TLS belongs into smtp_tls_policy_maps, for the partners that promised it',
      )
    // What smtp(8) reads is its own, whatever main.cf says for the others (Postfix 3.11 with OpenSSL 3.5 sends an ML-KEM share by default).
    case 'tls.small-hello':
      return ownTransport(to, {
        name: 'hangup-small-hello',
        overrides: ['tls_eecdh_auto_curves=X25519,prime256v1,secp384r1'],
      })
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
      return certificateFor(lever.names)
    case 'tls.expect-name':
      return policy(to, 'name', `secure match=${lever.name}`)
    case 'tls.pin-for':
      return pin(to, lever.spkiSha256)
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
        : startTls(lever)
    case 'tls.client-certificate':
      return chainFiles(
        'smtp',
        [CLIENT_PAIR],
        'private key first, then the certificate and its chain (Postfix 3.4 and newer)',
      )
    case 'ehlo.name':
      return set([`smtp_helo_name = ${lever.name}`], 'must be the PTR name of the address that mail leaves from')
    case 'source.address':
      return set(
        [`${lever.family === 4 ? 'smtp_bind_address' : 'smtp_bind_address6'} = ${lever.address}`],
        'an address that is not there stops Postfix only at smtp_bind_address_enforce = yes (3.7); else it logs “warning: smtp_connect_addr: bind ADDRESS: Cannot assign requested address”, and goes on from the address that the kernel picks',
      )
    case 'family.prefer-ipv4':
      return lever.host === undefined
        ? set(['smtp_address_preference = ipv4'], 'inet_protocols = ipv4 is the last resort (it needs stop and start)')
        : ownTransport(to, { name: 'hangup-ipv4', overrides: ['smtp_address_preference=ipv4'] })
    case 'esmtp.off-for':
      return ownTransport(to, { name: 'hangup-helo', overrides: ['smtp_never_send_ehlo=yes'] })
    case 'pipelining.off-for':
      return discard(addressKey(lever.host, to), 'pipelining')
    case 'timeout.client':
      return set(
        TIMEOUTS[lever.stage].map((name) => `${name} = ${lever.seconds}s`),
        'Postfix comes with 30 s to connect, 600 s for the dot, 180 s for the body, 120 s for DATA, 300 s else: of use where less is set, here or by -o in master.cf',
      )
    case 'concurrency.limit':
      return ownTransport(to, {
        name: `hangup-${lever.connections}-connections`,
        limits: [`concurrency_limit = ${lever.connections}`],
      })
    case 'rate.delay':
      return ownTransport(to, {
        name: `hangup-${lever.seconds}s-apart`,
        limits: [`rate_delay = ${lever.seconds}s`, 'concurrency_limit = 1'],
      })
    case 'connection.reuse-limit':
      return ownTransport(to, reusing(lever))
    case 'connection.idle-limit':
      return {
        steps: [
          sh(
            'postconf smtp_connection_cache_time_limit connection_cache_ttl_limit',
            `the smaller one counts, 2 s as Postfix comes: only one that was set above ${lever.seconds} s is to be lowered`,
          ),
        ],
        undo: [],
      }
    case 'recipients.limit':
      return ownTransport(to, {
        name: `hangup-${lever.recipients}-recipients`,
        // What was given over one connection counts together where the receiver counts by session.
        overrides: ['smtp_connection_cache_on_demand=no'],
        limits: [`recipient_limit = ${lever.recipients}`],
        // postconf(5), default_destination_recipient_limit.
        ...(lever.recipients === 1 ? { processes: PROCESSES_FOR_SINGLES } : {}),
      })
    case 'message.size-limit':
      return lever.side === 'client'
        ? set(
            [`message_size_limit = ${lever.bytes}`],
            'for all mail that this server takes: what is larger is refused at once',
          )
        : set(
            [`message_size_limit = ${lever.bytes}`, 'mailbox_size_limit = 0', 'virtual_mailbox_limit = 0'],
            'a mailbox with a smaller limit than a message stops all local delivery; 0 is none',
          )
    case 'smarthost':
      return smarthost(lever)
    case 'relay.login':
      return groundWork(login(lever.host, lever.port))
    case 'route.to':
      return route(lever)
    case 'filter.timeout':
      return set(
        [`milter_content_timeout = ${lever.seconds}s`],
        'for a milter; a filter behind content_filter has its timeout at its own transport: -o smtp_data_done_timeout in master.cf',
      )
    // smtp(8) has never sent BDAT.
    case 'chunking.off-for':
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

/** postconf(5): reuses are counted, and the first message is none; 0 would be no limit. */
function reusing({ messages, seconds }: Extract<Lever, { lever: 'connection.reuse-limit' }>): OwnService {
  return {
    name: `hangup-reuse${messages === undefined ? '' : `-${messages}`}${seconds === undefined ? '' : `-${seconds}s`}`,
    overrides: [
      ...(messages === undefined ? [] : [`smtp_connection_reuse_count_limit=${Math.max(1, messages - 1)}`]),
      ...(seconds === undefined ? [] : [`smtp_connection_reuse_time_limit=${seconds}s`]),
    ],
  }
}

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

function smarthost({ host, port }: Extract<Lever, { lever: 'smarthost' }>): WrittenSteps {
  const key = `[${host}]:${port}`
  return set(
    [
      `relayhost = ${key}`,
      'smtp_sasl_auth_enable = yes',
      'smtp_sasl_security_options = noanonymous',
      'smtp_tls_security_level = encrypt',
      `smtp_tls_wrappermode = ${port === 465 ? 'yes' : 'no'}`,
    ],
    'Debian has the mechanisms in a package of their own, libsasl2-modules',
    login(host, port),
  )
}

/** Passwords in a file that root alone reads: the administrator's may be of any type, and holds his login to the same relay until the undo. */
function login(host: string, port: number): Ground {
  const map = {
    setting: 'smtp_sasl_password_maps',
    type: 'texthash',
    file: mapFile('login', `${host}-${port}`),
  } as const
  return {
    steps: [
      sh(
        `[ -e ${map.file} ] || (umask 077; echo '[${host}]:${port}  USER:PASSWORD' > ${map.file})`,
        'put in the name and the password that the relay gave you, with an editor: the shell keeps what is typed',
      ),
      inFront(map),
    ],
    undo: takenOut(map),
  }
}
