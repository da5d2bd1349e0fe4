import { assertNever } from '../../base/assert-never.ts'
import type { Destination } from '../../domain/destination.ts'
import { domainKey, edit, lineBack, note, removal, sh, type LeverWriter, type WrittenSteps } from '../lever-writer.ts'
import {
  ABOVE,
  access,
  ACCESS,
  mc,
  make,
  MC,
  rebuild,
  SAME_KEY,
  sessionFeatures,
  UNLESS_THERE,
  withFeatures,
} from './mc-change.ts'
import { listQueue, retryQueue } from './queue.ts'
import { certificate, certificateFor } from './remedy-certificate.ts'

const MAILERTABLE = '/etc/mail/mailertable'
const AUTHINFO = '/etc/mail/authinfo'
/** m4 takes the rest of the line for a comment. */
const SET_ASIDE = 'dnl before: '
const HOST_STATUS = '/var/spool/mqueue/.hoststat'

/** Sendmail 8.17: the source of truth is sendmail.mc (m4), per-host TLS policy stands in the access map. */
export const writeSendmail: LeverWriter = (lever, to) => {
  switch (lever.lever) {
    case 'tls.minimum': {
      const side = lever.side === 'client' ? 'CLIENT' : 'SERVER'
      return mc(
        `define(\`conf${side}_SSL_OPTIONS', \`+SSL_OP_NO_SSLv3')dnl`,
        'takes the place of options that leave versions out',
      )
    }
    case 'tls.maximum-for':
      return sessionFeatures(`TLS_Clt_Features:${lever.host}  options=+SSL_OP_NO_TLSv1_3`)
    case 'tls.minimum-for':
      return sessionFeatures(`TLS_Clt_Features:${lever.host}  cipherlist=ALL:!aNULL:@SECLEVEL=0`)
    case 'tls.none-for':
      return access(`Try_TLS:${lever.host}  NO`)
    case 'tls.level-for':
      return lever.level === 'may'
        ? access(`TLS_Srv:${lever.host}  OK`, 'a TLS_Rcpt: line that demands more must go')
        : access(`TLS_Srv:${lever.host}  ENCR:128`)
    case 'tls.default-ciphers-for':
      return sessionFeatures(`TLS_Clt_Features:${lever.host}  cipherlist=HIGH:!aNULL`)
    case 'tls.exclude-for':
      return sessionFeatures(`TLS_Clt_Features:${lever.host}  cipherlist=HIGH:!aNULL:!${lever.ciphers}`)
    case 'tls.opportunistic':
      return {
        steps: [note(`remove the TLS_Srv: and TLS_Rcpt: lines of hosts that promised nothing from ${ACCESS}`), make()],
        undo: [note('put the removed lines back'), make()],
      }
    case 'tls.default-ciphers':
      return {
        steps: [
          sh(`sed -i '/^[[:space:]]*define(.confCIPHER_LIST/s/^/${SET_ASIDE}/' ${MC}`, 'the default is right'),
          ...rebuild(),
        ],
        undo: [sh(`sed -i 's/^${SET_ASIDE}//' ${MC}`), make()],
      }
    case 'tls.certificate':
      return certificate(lever.chain)
    case 'tls.certificate-names':
      return certificateFor(lever.names)
    case 'tls.client-certificate':
      return mc(
        "define(`confCLIENT_CERT', `/etc/mail/tls/client.crt')dnl\ndefine(`confCLIENT_KEY', `/etc/mail/tls/client.key')dnl",
      )
    case 'ehlo.name':
      return mc(
        `define(\`confDOMAIN_NAME', \`${lever.name}')dnl`,
        'must be the PTR name of the address that mail leaves from',
      )
    case 'source.address':
      return mc(`CLIENT_OPTIONS(\`Family=${lever.family === 4 ? 'inet' : 'inet6'}, Addr=${lever.address}')dnl`)
    case 'family.prefer-ipv4':
      return withoutIpv6(to.relay?.port ?? 25, lever.host === undefined ? undefined : to.address)
    case 'timeout.client':
      return mc(TIMEOUTS[lever.stage].map((name) => `define(\`${name}', \`${lever.seconds}s')dnl`).join('\n'))
    case 'connection.reuse-limit':
      return lever.messages === undefined ? undefined : ownMailer(to, `m=${lever.messages}`)
    case 'connection.idle-limit':
      return mc(
        `define(\`confMCI_CACHE_TIMEOUT', \`${lever.seconds}s')dnl`,
        'for all hosts; 5 minutes as Sendmail comes',
      )
    case 'recipients.limit':
      return ownMailer(to, `r=${lever.recipients}`)
    case 'concurrency.limit':
    case 'rate.delay':
      return oneAtATime()
    case 'message.size-limit':
      return mc(
        `define(\`confMAX_MESSAGE_SIZE', \`${lever.bytes}')dnl`,
        lever.side === 'client' ? 'for all mail that this server takes: what is larger is refused at once' : undefined,
      )
    case 'smarthost':
      return lever.port === 465 ? undefined : smarthost(lever.host)
    case 'relay.login':
      return login(lever.host)
    case 'route.to':
      return route(`${lever.domain}  esmtp:[${lever.host}]`)
    case 'esmtp.off-for':
      // A mailer goes to one port, whatever mailertable says.
      if ((to.relay?.port ?? 25) !== 25) return undefined
      return route(`${domainKey(to)}  smtp:[${lever.host}]`, "MODIFY_MAILER_FLAGS(`SMTP', `+2')dnl")
    case 'filter.timeout':
      return {
        steps: [
          note(
            `in the INPUT_MAIL_FILTER line of ${MC}: T=C:30s;S:30s;R:30s;E:${lever.seconds}s, where E is the wait after the end of the message`,
          ),
          ...rebuild(),
        ],
        undo: [note('put the old line back'), make()],
      }
    case 'tls.expect-name':
    case 'tls.pin-for':
    case 'tls.mode':
    case 'pipelining.off-for':
    case 'chunking.off-for':
    case 'tls.server-name-for':
    case 'tls.small-hello':
    // sendmail(8) has an option for neither.
    case 'queue.hold':
    case 'queue.return':
      return undefined
    case 'queue.list':
      return listQueue(to)
    case 'queue.retry':
      return retryQueue(to)
    default:
      return assertNever(lever)
  }
}

/** The first attempt to connect has a timeout of its own, and so have each command and the handshake. */
const TIMEOUTS = {
  connect: ['confTO_ICONNECT', 'confTO_CONNECT'],
  banner: ['confTO_INITIAL'],
  command: ['confTO_HELO', 'confTO_STARTTLS', 'confTO_MAIL', 'confTO_RCPT', 'confTO_DATAINIT'],
  // What it writes has five minutes in any case (DATA_PROGRESS_TIMEOUT); what is still on its way then counts as the wait for the answer.
  body: ['confTO_DATAFINAL'],
  dot: ['confTO_DATAFINAL'],
} as const

/** Refused at once, an IPv6 address gives way to the IPv4 one. */
function withoutIpv6(port: number, address: string | undefined): WrittenSteps {
  const to = address?.includes(':') === true ? `-d ${address}` : '! -o lo'
  const rule = `OUTPUT ${to} -p tcp --dport ${port} -j REJECT`
  return {
    steps: [
      sh(
        `ip6tables -C ${rule} 2>/dev/null || ip6tables -I ${rule}`,
        `Sendmail has no setting for it: refused at once, it takes the IPv4 address${to.startsWith('-d') ? '' : ', for all hosts'}; keep the rule where the host keeps its rules`,
      ),
    ],
    undo: [sh(`ip6tables -D ${rule}`)],
  }
}

/** The state of hosts is kept in files, in a folder that Sendmail does not make. */
function oneAtATime(): WrittenSteps {
  const lines = `define(\`confSINGLE_THREAD_DELIVERY', \`True')dnl\ndefine(\`confHOST_STATUS_DIRECTORY', \`${HOST_STATUS}')dnl`
  return {
    steps: [
      sh(`install -d -m 700 -o "$(stat -c %U /var/spool/mqueue)" ${HOST_STATUS}`),
      edit(MC, lines, {
        why: `${ABOVE}; one delivery at a time to each host, the others wait in the queue; Sendmail has no setting for one destination alone`,
      }),
      ...rebuild(),
    ],
    undo: [removal(MC, lines), make(), sh(`rm -rf ${HOST_STATUS}`)],
  }
}

/** Sendmail speaks STARTTLS alone, so a relay is reached on port 587. */
function smarthost(host: string): WrittenSteps {
  const password = login(host)
  const change = mc(
    [
      `define(\`SMART_HOST', \`relay:[${host}]')dnl`,
      "define(`RELAY_MAILER_ARGS', `TCP $h 587')dnl",
      `FEATURE(\`authinfo', \`hash -o ${AUTHINFO}')dnl`,
    ].join('\n'),
    `${UNLESS_THERE}; Debian has the mechanisms in a package of their own, libsasl2-modules`,
  )
  return {
    steps: [...password.steps, ...change.steps],
    undo: [...change.undo, ...password.undo],
  }
}

/** A line of authinfo, which is asked by the name of the server at each session. */
function login(host: string): WrittenSteps {
  const password = `AuthInfo:${host} "U:USER" "I:USER" "P:PASSWORD"`
  return {
    steps: [
      edit(AUTHINFO, password, { why: SAME_KEY }),
      sh(`chmod 600 ${AUTHINFO} && makemap hash ${AUTHINFO} < ${AUTHINFO} && chmod 600 ${AUTHINFO}.db`),
    ],
    undo: [lineBack(AUTHINFO, password), sh(`makemap hash ${AUTHINFO} < ${AUTHINFO}`)],
  }
}

/** A line of mailertable leads one domain elsewhere; Debian's sendmail.mc does not read that table as it comes. */
function route(line: string, ...macros: readonly string[]): WrittenSteps {
  const build = sh(`makemap hash ${MAILERTABLE} < ${MAILERTABLE}`)
  return withFeatures(
    [edit(MAILERTABLE, line, { why: SAME_KEY }), build],
    [lineBack(MAILERTABLE, line), build],
    ["FEATURE(`mailertable')dnl", ...macros],
  )
}

/** cf/README: a mailer like esmtp with a limit of its own (op.me, "M"), for one domain. Without brackets mailertable's host is looked up by MX. */
function ownMailer(to: Destination, limit: `${'m' | 'r'}=${number}`): WrittenSteps {
  const name = `hangup-${limit.replace('=', '')}`
  const { host, port } = to.relay ?? { host: undefined, port: 25 }
  return route(
    `${domainKey(to)}  ${name}:${host === undefined ? domainKey(to) : `[${host}]`}`,
    'LOCAL_CONFIG',
    `M${name}, P=[IPC], F=mDFMuXa, S=EnvFromSMTP/HdrFromSMTP, R=EnvToSMTP, E=\\r\\n, L=990, T=DNS/RFC822/SMTP, ${limit}, A=TCP $h${port === 25 ? '' : ` ${port}`}`,
  )
}
