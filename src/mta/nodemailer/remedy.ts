import { assertNever } from '../../base/assert-never.ts'
import type { RemedyStep } from '../../domain/lever.ts'
import { note, type LeverWriter } from '../lever-writer.ts'

/** Options of nodemailer's createTransport. */
export const writeNodemailer: LeverWriter = (lever) => {
  switch (lever.lever) {
    case 'tls.minimum':
      return lever.side === 'server'
        ? undefined
        : option('// leave tls.maxVersion and tls.secureProtocol out: the default offers TLS 1.2 and 1.3')
    case 'tls.maximum-for':
      return option(`tls: { maxVersion: '${lever.version}' },`)
    case 'tls.minimum-for':
      return option(`tls: { minVersion: '${lever.version}', ciphers: 'DEFAULT@SECLEVEL=0' },`)
    case 'tls.none-for':
      return option('ignoreTLS: true,')
    case 'tls.level-for':
      return option(
        `${lever.level === 'may' ? 'requireTLS: false, opportunisticTLS: true' : 'requireTLS: true'}, tls: { rejectUnauthorized: false },`,
      )
    case 'tls.opportunistic':
      return option('requireTLS: false, opportunisticTLS: true,')
    case 'tls.small-hello':
      return option("tls: { ecdhCurve: 'X25519:P-256' },")
    case 'tls.default-ciphers':
      return lever.side === 'server' ? undefined : option('// leave tls.ciphers out: the default is right')
    case 'tls.default-ciphers-for':
      return option("tls: { ciphers: 'HIGH:!aNULL' },")
    case 'tls.exclude-for':
      return option(`tls: { ciphers: 'DEFAULT:!${lever.ciphers}' },`)
    case 'tls.server-name-for':
      return option(`tls: { servername: '${lever.host}' },`)
    case 'tls.expect-name':
      return option(`tls: { servername: '${lever.name}' },`)
    case 'tls.mode':
      return option(
        `host: '${lever.host}', port: ${lever.port}, secure: ${lever.wrapped},${lever.wrapped ? '' : ' requireTLS: true,'}`,
      )
    case 'tls.client-certificate':
      return option("tls: { key: readFileSync('client.key'), cert: readFileSync('client.crt') },")
    case 'ehlo.name':
      return option(`name: '${lever.name}',`)
    case 'source.address':
      return option(`localAddress: '${lever.address}',`)
    case 'family.prefer-ipv4':
      return option("localAddress: '0.0.0.0', // a socket of this family reaches IPv4 addresses alone")
    case 'timeout.client':
      return option(
        lever.stage === 'connect'
          ? `connectionTimeout: ${lever.seconds * 1000},`
          : lever.stage === 'banner'
            ? `greetingTimeout: ${lever.seconds * 1000},`
            : `socketTimeout: ${lever.seconds * 1000},`,
      )
    case 'concurrency.limit':
      return option(`pool: true, maxConnections: ${lever.connections},`)
    case 'rate.delay':
      return option(`pool: true, maxConnections: 1, rateDelta: ${lever.seconds * 1000}, rateLimit: 1,`)
    case 'connection.reuse-limit':
      return lever.messages === undefined ? undefined : option(`pool: true, maxMessages: ${lever.messages},`)
    case 'connection.idle-limit':
      // lib/smtp-pool has no limit for what is idle, and socketTimeout is also the patience with each answer.
      return option(
        'pool: false, // each message over a connection of its own: a pool keeps one for ten minutes of silence',
      )
    case 'recipients.limit':
      return {
        steps: [
          {
            kind: 'code',
            language: 'js',
            text: `for (let first = 0; first < recipients.length; first += ${lever.recipients})
  await transport.sendMail({ ...message, envelope: { from, to: recipients.slice(first, first + ${lever.recipients}) } })`,
            why: 'in place of one sendMail to all recipients:',
          },
        ],
        undo: [{ kind: 'note', text: 'send to all recipients at once again' }],
      }
    case 'smarthost':
      return option(
        `host: '${lever.host}', port: ${lever.port}, secure: ${lever.port === 465}, requireTLS: ${lever.port === 587}, auth: { user, pass },`,
      )
    case 'relay.login':
      return option('auth: { user, pass },')
    case 'route.to':
      return option(`host: '${lever.host}',`)
    // nodemailer sends no BDAT, and has no switch against PIPELINING or EHLO.
    case 'chunking.off-for':
    case 'pipelining.off-for':
    case 'esmtp.off-for':
    case 'message.size-limit':
    case 'filter.timeout':
    case 'tls.certificate':
    case 'tls.certificate-names':
    case 'tls.pin-for':
      return undefined
    case 'queue.list':
    case 'queue.hold':
    case 'queue.return':
      return undefined
    case 'queue.retry':
      return { steps: [note('nodemailer keeps no queue: the application sends again what failed.')], undo: [] }
    default:
      return assertNever(lever)
  }
}

function option(text: string): { steps: readonly RemedyStep[]; undo: readonly RemedyStep[] } {
  return {
    steps: [
      {
        kind: 'code',
        language: 'js',
        text,
        why: 'in nodemailer.createTransport({ … }), tls options beside those that stand there:',
      },
    ],
    undo: [{ kind: 'note', text: 'remove the option again' }],
  }
}
