import { assertNever } from '../../base/assert-never.ts'
import { certbot, domainKey, edit, note, sh, type LeverWriter } from '../lever-writer.ts'

const CONF = '/etc/smtpd.conf'
const SECRETS = '/etc/mail/secrets'

/** smtpd.conf(5): no reload, a restart; `smtpd -n` validates. */
export const writeOpensmtpd: LeverWriter = (lever, to) => {
  switch (lever.lever) {
    case 'tls.minimum':
      return lever.side === 'client'
        ? relayAll(
            `tls protocols "${lever.version === 'TLSv1.2' ? 'tlsv1.2,tlsv1.3' : 'tlsv1.0,tlsv1.1,tlsv1.2,tlsv1.3'}"`,
            'OpenSMTPD 7.0 and newer; 6.8 has only the library default',
          )
        : line(
            `listen on all tls pki mail protocols "${lever.version === 'TLSv1.2' ? 'tlsv1.2,tlsv1.3' : 'tlsv1.0,tlsv1.1,tlsv1.2,tlsv1.3'}"`,
            'OpenSMTPD 7.0 and newer',
          )
    case 'tls.maximum-for':
      return relay(
        domainKey(to),
        `relay host "smtp://${lever.host}" tls protocols "tlsv1.2"`,
        'OpenSMTPD 7.0 and newer',
      )
    case 'tls.minimum-for':
      return relay(
        domainKey(to),
        `relay host "smtp://${lever.host}" tls protocols "tlsv1.0,tlsv1.1,tlsv1.2,tlsv1.3"`,
        'OpenSMTPD 7.0 and newer',
      )
    case 'tls.none-for':
      return relay(domainKey(to), `relay host "smtp+notls://${lever.host}"`)
    case 'tls.level-for':
      return relay(
        domainKey(to),
        lever.level === 'may'
          ? `relay host "smtp://${lever.host}"`
          : lever.level === 'encrypt'
            ? `relay host "smtp+tls://${lever.host}" tls no-verify`
            : `relay host "smtp+tls://${lever.host}"`,
      )
    case 'tls.exclude-for':
      return line('smtp ciphers "HIGH:!aNULL:!MD5:!kDHE"', 'for all hosts: OpenSMTPD has no list for one')
    case 'tls.opportunistic':
      return relayAll('', 'without tls: opportunistic; smtp+tls:// belongs to hosts that promised TLS')
    case 'tls.default-ciphers':
      return {
        steps: [note(`remove the line "smtp ciphers …" from ${CONF}`), ...restart()],
        undo: [note('put the removed line back')],
      }
    case 'tls.certificate':
      return lever.chain === 'renewed'
        ? {
            steps: [sh('certbot renew'), sh('systemctl restart opensmtpd', 'the certificate is read at the start')],
            undo: [],
          }
        : line(
            lever.chain === 'rsa-and-ecdsa'
              ? 'pki mail cert "/etc/ssl/rsa.crt"\npki mail key "/etc/ssl/private/rsa.key"'
              : 'pki mail cert "/etc/ssl/fullchain.crt"\npki mail key "/etc/ssl/private/mail.key"',
            lever.chain === 'rsa-and-ecdsa'
              ? 'OpenSMTPD serves one certificate for a name: take the RSA one'
              : 'leaf first, then the intermediate certificates; the key must be the pair of the leaf, mode 600',
          )
    case 'tls.certificate-names':
      return {
        steps: [certbot(lever.names), sh('systemctl restart opensmtpd', 'the certificate is read at the start')],
        undo: [],
      }
    case 'tls.mode':
      return relay(
        domainKey(to),
        `relay host "${lever.wrapped ? 'smtps' : 'smtp'}://${lever.host}:${lever.port}"`,
        'smtps is TLS from the first octet',
      )
    case 'ehlo.name':
      return relayAll(`helo "${lever.name}"`, 'must be the PTR name of the address that mail leaves from')
    case 'source.address':
      return relayAll(`src "${lever.address}"`, 'an address of this host')
    case 'family.prefer-ipv4':
      return line('mta limit inet4')
    case 'concurrency.limit':
      return line(`mta limit for domain "${domainKey(to)}" max-conn-per-host ${lever.connections}`)
    case 'rate.delay':
      return line(
        `mta limit for domain "${domainKey(to)}" max-conn-per-host 1 session-transaction-delay ${lever.seconds}`,
      )
    case 'connection.reuse-limit':
      return lever.messages === undefined ? undefined : line(`mta limit session-mail-max ${lever.messages}`)
    case 'message.size-limit':
      return line(`smtp max-message-size "${lever.bytes}"`)
    case 'smarthost':
      return relayAll(
        `host "${lever.port === 465 ? 'smtps' : 'smtp+tls'}://relay@${lever.host}:${lever.port}" auth <secrets>`,
        `in ${SECRETS}: relay USER:PASSWORD, chmod 640, group opensmtpd`,
        `table secrets file:${SECRETS}`,
      )
    case 'route.to':
      return relay(lever.domain, `relay host "smtp://${lever.host}"`)
    case 'tls.client-certificate':
      return relayAll(
        'pki client',
        'certificate with its chain, and a key of mode 600',
        'pki client cert "/etc/ssl/client.crt"\npki client key "/etc/ssl/private/client.key"',
      )
    case 'logging.tls':
      return {
        steps: [sh('smtpctl trace smtp'), sh('smtpctl trace transfer')],
        undo: [sh('smtpctl untrace smtp'), sh('smtpctl untrace transfer')],
      }
    case 'tls.expect-name':
    case 'esmtp.off-for':
    case 'pipelining.off-for':
    case 'chunking.off-for':
    case 'timeout.client':
    case 'recipients.limit':
    case 'filter.timeout':
    case 'tls.server-name-for':
    case 'tls.small-hello':
    case 'tls.no-session-reuse':
    case 'line-endings.crlf':
      return undefined
    default:
      return assertNever(lever)
  }
}

type Pair = ReturnType<LeverWriter>

function restart(): readonly ReturnType<typeof sh>[] {
  return [sh(`smtpd -n -f ${CONF}`, 'validates'), sh('systemctl restart opensmtpd')]
}

function line(text: string, why?: string): Pair {
  return {
    steps: [edit(CONF, text, why === undefined ? {} : { why }), ...restart()],
    undo: [{ kind: 'edit', file: CONF, remove: text }, ...restart()],
  }
}

/** For all destinations: another action, found before the one that is there. */
function relayAll(options: string, why: string, before?: string): Pair {
  return line(
    [
      ...(before === undefined ? [] : [before]),
      `action "outbound" relay ${options}`.trimEnd(),
      'match from local for any action "outbound"',
    ].join('\n'),
    `above the match rule for any, with the other options of its action; ${why}`,
  )
}

function relay(domain: string, action: string, why?: string): Pair {
  const name = `to-${domain.replaceAll('.', '-')}`
  return line(
    `action "${name}" ${action}\nmatch from local for domain "${domain}" action "${name}"`,
    `above the general match rule${why === undefined ? '' : `; ${why}`}`,
  )
}
