import { assertNever } from '../../base/assert-never.ts'
import type { Destination } from '../../domain/destination.ts'
import type { RemedyStep } from '../../domain/lever.ts'
import { domainKey, note, sh, type LeverWriter, type WrittenSteps } from '../lever-writer.ts'
import { CONF, line, relay, relayAll, RESTART, sed } from './conf-change.ts'
import { holdMessage, listQueue, removeMessage, retryQueue } from './queue.ts'
import { certificate, certificateFor } from './remedy-certificate.ts'

/** to.c: a label in the URL of a relay (a login) with another scheme than these two makes each delivery wait. */
const NO_LOGIN =
  'not for a relay with a login: with a label before the @ in its URL, smtpd takes smtp+tls:// and smtps:// alone'
const ONE_HOST = 'to this one of its MX hosts: only the URL of a host has words for it'
const SINCE_7 = 'OpenSMTPD 7.0 and newer; 6.8 has no words for it'

/** smtpd.conf(5): no reload, a restart; `smtpd -n` validates. */
export const writeOpensmtpd: LeverWriter = (lever, to) => {
  const written = asDebian(lever, to)
  const file = to.ours?.file
  return written === undefined || file === undefined
    ? written
    : { steps: written.steps.map((step) => inFile(step, file)), undo: written.undo.map((step) => inFile(step, file)) }
}

/** OpenBSD and FreeBSD have other folders, and other words to restart a service. */
function inFile(step: RemedyStep, file: string): RemedyStep {
  const restarts = file.startsWith('/usr/local/')
    ? 'service smtpd restart'
    : file.startsWith('/etc/mail/')
      ? 'rcctl restart smtpd'
      : RESTART
  switch (step.kind) {
    case 'command':
      return {
        ...step,
        run: step.run
          .replaceAll(CONF, file)
          .replace(RESTART, restarts)
          .replaceAll(
            'chgrp opensmtpd',
            file.startsWith('/etc/smtpd') || file.startsWith('/etc/opensmtpd') ? 'chgrp opensmtpd' : 'chgrp _smtpd',
          ),
      }
    case 'edit':
      return step.file === CONF ? { ...step, file } : step
    default:
      return step
  }
}

const asDebian: LeverWriter = (lever, to) => {
  /** By MX the mail keeps all its hosts. A relay may be logged in to, and the password goes in no clear session. */
  const server = (host: string): string =>
    to.relay === undefined ? '' : `host "${url(host, to.relay.port)}" tls no-verify `
  /** As `server`, where TLS is not demanded; a port that has nothing but TLS takes no such session. */
  const perhapsClear = (scheme: 'smtp' | 'smtp+notls', host: string): WrittenSteps | undefined => {
    if (to.relay === undefined)
      return scheme === 'smtp' ? relay(to, '') : relay(to, `host "${scheme}://${host}"`, ONE_HOST)
    const { port } = to.relay
    return port === 465 ? undefined : relay(to, `host "${scheme}://${withPort(host, port)}"`, NO_LOGIN)
  }
  switch (lever.lever) {
    // Both ages leave nothing out by themselves; 6.8 has no setting for it.
    case 'tls.minimum':
      return sed('protocols', 's/ protocols ("[^"]*"|[^ ]+)//', `${SINCE_7}: without protocols all versions are there`)
    case 'tls.maximum-for':
      return relay(to, `${server(lever.host)}protocols "tlsv1.2"`, SINCE_7)
    case 'tls.minimum-for':
      return relay(
        to,
        `${server(lever.host)}protocols "tlsv1.0,tlsv1.1,tlsv1.2,tlsv1.3" ciphers "ALL:!aNULL:@SECLEVEL=0"`,
        SINCE_7,
      )
    case 'tls.none-for':
      return perhapsClear('smtp+notls', lever.host)
    case 'tls.level-for':
      return lever.level === 'may'
        ? perhapsClear('smtp', lever.host)
        : relay(to, to.relay === undefined ? 'tls no-verify' : server(lever.host).trimEnd())
    case 'tls.default-ciphers-for':
      return relay(to, `${server(lever.host)}ciphers "HIGH:!aNULL"`, SINCE_7)
    case 'tls.exclude-for':
      return relay(to, `${server(lever.host)}ciphers "HIGH:!aNULL:!MD5:!${lever.ciphers}"`, SINCE_7)
    case 'tls.opportunistic':
      return relayAll('', 'without tls: opportunistic; smtp+tls:// belongs to hosts that promised TLS')
    case 'tls.default-ciphers':
      return sed('ciphers', '/^smtp ciphers /d; s/ ciphers ("[^"]*"|[^ ]+)//', 'the default is right')
    case 'tls.certificate':
      return certificate(lever.chain)
    case 'tls.certificate-names':
      return certificateFor(lever.names)
    case 'tls.mode':
      return relay(
        to,
        `host "${lever.wrapped ? 'smtps' : to.relay === undefined ? 'smtp' : 'smtp+tls'}://${lever.host}:${lever.port}"`,
        'smtps is TLS from the first octet',
      )
    case 'ehlo.name':
      return relayAll(`helo "${lever.name}"`, 'must be the PTR name of the address that mail leaves from')
    case 'source.address':
      return relayAll(`src "${lever.address}"`, 'an address of this host')
    case 'family.prefer-ipv4':
      return lever.host === undefined
        ? line('mta limit inet4', 'for all hosts: one that has IPv6 alone is not reached')
        : line(`mta limit for domain "${limited(to)}" inet4`)
    case 'concurrency.limit':
      return line(`mta limit for domain "${limited(to)}" max-conn-per-host ${lever.connections}`)
    case 'rate.delay':
      return line(
        `mta limit for domain "${limited(to)}" max-conn-per-host 1 session-transaction-delay ${lever.seconds}`,
      )
    case 'connection.reuse-limit':
      return lever.messages === undefined
        ? undefined
        : line(`mta limit for domain "${limited(to)}" session-mail-max ${lever.messages}`)
    case 'message.size-limit':
      return line(
        `smtp max-message-size "${lever.bytes}"`,
        lever.side === 'client' ? 'for all mail that this server takes: what is larger is refused at once' : undefined,
      )
    case 'smarthost':
      return relayAll(
        `host "${url(`relay@${lever.host}`, lever.port)}" auth <relay-secrets>`,
        'the mail of all destinations goes there',
        { secrets: 'relay USER:PASSWORD' },
      )
    case 'relay.login':
      return {
        steps: [
          sh(
            "grep -nE '^table .* (file|db):|relay host' /etc/smtpd.conf",
            'the table that auth <…> names; its key is the word before the @ in the URL of the relay',
          ),
          note(
            'Put the new name and password there in place of the old: KEY USER:PASSWORD. A db: table is built with makemap.',
          ),
          sh('smtpctl update table NAME', 'a file that is loaded, with the name of the table'),
        ],
        undo: [note('put the old line back'), sh('smtpctl update table NAME')],
      }
    case 'route.to':
      return relay({ domain: lever.domain }, `host "smtp://${lever.host}"`)
    case 'tls.client-certificate':
      return relayAll('pki client', 'certificate with its chain, and a key of mode 600', {
        before: 'pki client cert "/etc/ssl/client.crt"\npki client key "/etc/ssl/private/client.key"',
      })
    case 'tls.expect-name':
    case 'tls.pin-for':
    case 'esmtp.off-for':
    case 'pipelining.off-for':
    case 'chunking.off-for':
    case 'timeout.client':
    case 'connection.idle-limit':
    case 'recipients.limit':
    case 'filter.timeout':
    case 'tls.server-name-for':
    case 'tls.small-hello':
      return undefined
    case 'queue.list':
      return listQueue(to)
    case 'queue.retry':
      return retryQueue()
    case 'queue.hold':
      return holdMessage()
    case 'queue.return':
      return removeMessage()
    default:
      return assertNever(lever)
  }
}

/** mta.c: the limits of mail that is handed to a relay are those of the relay's name. */
function limited(to: Destination): string {
  return to.relay?.host ?? domainKey(to)
}

/** TLS in any case, on port 465 from the first octet. */
function url(host: string, port = 25): string {
  return `${port === 465 ? 'smtps' : 'smtp+tls'}://${withPort(host, port)}`
}

function withPort(host: string, port: number): string {
  return port === 25 ? host : `${host}:${port}`
}
