import { assertNever } from '../../base/assert-never.ts'
import { certbot, domainKey, edit, note, sh, type LeverWriter } from '../lever-writer.ts'

const MC = '/etc/mail/sendmail.mc'
const ACCESS = '/etc/mail/access'

/** Sendmail 8.17: the source of truth is sendmail.mc (m4), per-host TLS policy stands in the access map. */
export const writeSendmail: LeverWriter = (lever, to) => {
  switch (lever.lever) {
    case 'tls.minimum': {
      const side = lever.side === 'client' ? 'CLIENT' : 'SERVER'
      return mc(
        `define(\`conf${side}_SSL_OPTIONS', \`${lever.version === 'TLSv1.2' ? '+SSL_OP_NO_TLSv1 +SSL_OP_NO_TLSv1_1' : '+SSL_OP_NO_SSLv3'}')dnl`,
      )
    }
    case 'tls.maximum-for':
      return access(
        `TLS_Clt_Features:${lever.host}  options=+SSL_OP_NO_TLSv1_3`,
        "FEATURE(`tls_session_features') must be in sendmail.mc (8.16 and newer)",
      )
    case 'tls.minimum-for':
      return access(
        `TLS_Clt_Features:${lever.host}  cipherlist=ALL:@SECLEVEL=0`,
        "FEATURE(`tls_session_features') must be in sendmail.mc (8.16 and newer)",
      )
    case 'tls.none-for':
      return access(`Try_TLS:${lever.host}  NO`)
    case 'tls.level-for':
      return lever.level === 'may'
        ? access(`Try_TLS:${lever.host}  YES`)
        : access(`TLS_Srv:${lever.host}  ${lever.level === 'encrypt' ? 'ENCR:128' : 'VERIFY'}`)
    case 'tls.exclude-for':
      return access(
        `TLS_Clt_Features:${lever.host}  cipherlist=HIGH:!kDHE`,
        "FEATURE(`tls_session_features') must be in sendmail.mc (8.16 and newer)",
      )
    case 'tls.opportunistic':
      return {
        steps: [
          note(`remove the TLS_Srv: and TLS_Rcpt: lines of hosts that promised nothing from ${ACCESS}`),
          rebuildAccess(),
        ],
        undo: [note('put the removed lines back')],
      }
    case 'tls.default-ciphers':
      return {
        steps: [note(`remove the line with confCIPHER_LIST from ${MC}`), ...rebuild()],
        undo: [note('put the removed line back')],
      }
    case 'tls.certificate':
      return certificate(lever.chain)
    case 'tls.certificate-names':
      return {
        steps: [certbot(lever.names), sh('systemctl restart sendmail', 'Sendmail reads the certificate at its start')],
        undo: [],
      }
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
      return mc("CLIENT_OPTIONS(`Family=inet')dnl", 'sends over IPv4 only')
    case 'timeout.client':
      return mc(`define(\`${TIMEOUTS[lever.stage]}', \`${lever.seconds}s')dnl`)
    case 'connection.reuse-limit':
      return lever.messages === undefined ? undefined : mc(`define(\`SMTP_MAILER_MAXMSGS', \`${lever.messages}')dnl`)
    case 'recipients.limit':
      return mc(`define(\`SMTP_MAILER_MAXRCPTS', \`${lever.recipients}')dnl`)
    case 'concurrency.limit':
    case 'rate.delay':
      return mc(
        "define(`confSINGLE_THREAD_DELIVERY', `True')dnl\ndefine(`confHOST_STATUS_DIRECTORY', `.hoststat')dnl",
        'one delivery at a time to each host; Sendmail has no setting for one destination alone',
      )
    case 'message.size-limit':
      return mc(`define(\`confMAX_MESSAGE_SIZE', \`${lever.bytes}')dnl`)
    case 'smarthost':
      return mc(
        `define(\`SMART_HOST', \`relay:[${lever.host}]')dnl\ndefine(\`RELAY_MAILER_ARGS', \`TCP $h ${lever.port}')dnl\nFEATURE(\`authinfo', \`hash -o /etc/mail/authinfo')dnl`,
      )
    case 'route.to':
      return {
        steps: [
          edit('/etc/mail/mailertable', `${lever.domain}  esmtp:[${lever.host}]`),
          sh('make -C /etc/mail && systemctl reload sendmail'),
        ],
        undo: [{ kind: 'edit', file: '/etc/mail/mailertable', remove: `${lever.domain}  esmtp:[${lever.host}]` }],
      }
    case 'logging.tls':
      return mc("define(`confLOG_LEVEL', `14')dnl")
    case 'esmtp.off-for':
      return {
        steps: [
          edit('/etc/mail/mailertable', `${domainKey(to)}  smtp:[${lever.host}]`, {
            why: 'the smtp mailer says HELO; esmtp says EHLO',
          }),
          sh('make -C /etc/mail && systemctl reload sendmail'),
        ],
        undo: [{ kind: 'edit', file: '/etc/mail/mailertable', remove: `${domainKey(to)}  smtp:[${lever.host}]` }],
      }
    case 'filter.timeout':
      return mc(
        `dnl in INPUT_MAIL_FILTER: T=C:30s;S:30s;R:30s;E:${lever.seconds}s`,
        'E is the wait for the filter after the end of the message',
      )
    case 'tls.expect-name':
    case 'tls.mode':
    case 'pipelining.off-for':
    case 'chunking.off-for':
    case 'tls.server-name-for':
    case 'tls.small-hello':
    case 'tls.no-session-reuse':
    case 'line-endings.crlf':
      return undefined
    default:
      return assertNever(lever)
  }
}

const TIMEOUTS = {
  connect: 'confTO_CONNECT',
  banner: 'confTO_INITIAL',
  command: 'confTO_MAIL',
  body: 'confTO_DATABLOCK',
  dot: 'confTO_DATAFINAL',
} as const

type Pair = ReturnType<LeverWriter>

function rebuild(): readonly ReturnType<typeof sh>[] {
  return [
    sh(`m4 ${MC} > new.cf && sendmail -C new.cf -bt -d0.1 </dev/null`, 'validates before anything changes'),
    sh('make -C /etc/mail && systemctl reload sendmail'),
  ]
}

function rebuildAccess(): ReturnType<typeof sh> {
  return sh('make -C /etc/mail && systemctl reload sendmail')
}

function mc(line: string, why?: string): Pair {
  return {
    steps: [edit(MC, line, why === undefined ? {} : { why }), ...rebuild()],
    undo: [{ kind: 'edit', file: MC, remove: line }, ...rebuild()],
  }
}

function access(line: string, why?: string): Pair {
  return {
    steps: [edit(ACCESS, line, why === undefined ? {} : { why }), rebuildAccess()],
    undo: [{ kind: 'edit', file: ACCESS, remove: line }, rebuildAccess()],
  }
}

function certificate(chain: 'full-chain' | 'rsa-and-ecdsa' | 'matching-key' | 'renewed'): Pair {
  switch (chain) {
    case 'full-chain':
      return mc(
        "define(`confSERVER_CERT', `/etc/mail/tls/fullchain.crt')dnl",
        'leaf first, then the intermediate certificates',
      )
    case 'rsa-and-ecdsa':
      return mc(
        "define(`confSERVER_CERT', `/etc/mail/tls/rsa.crt,/etc/mail/tls/ecdsa.crt')dnl\ndefine(`confSERVER_KEY', `/etc/mail/tls/rsa.key,/etc/mail/tls/ecdsa.key')dnl",
      )
    case 'matching-key':
      return mc(
        "define(`confSERVER_CERT', `/etc/mail/tls/server.crt')dnl\ndefine(`confSERVER_KEY', `/etc/mail/tls/server.key')dnl\ndefine(`confCACERT', `/etc/ssl/certs/ca-certificates.crt')dnl",
        'the key must belong to root with mode 600, and be the pair of the certificate',
      )
    case 'renewed':
      return {
        steps: [sh('certbot renew'), sh('systemctl restart sendmail', 'Sendmail reads the certificate at its start')],
        undo: [],
      }
  }
}
