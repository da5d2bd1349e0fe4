import { assertNever } from '../../base/assert-never.ts'
import type { Lever, RemedyStep } from '../../domain/lever.ts'
import {
  certbot,
  domainKey,
  edit,
  lineBack,
  removal,
  sh,
  type LeverWriter,
  type WrittenSteps,
} from '../lever-writer.ts'
import { listQueue, retryQueue } from './queue.ts'

const CONF = '/etc/smtpd.conf'
const RESTART = 'systemctl restart opensmtpd'
/** Of our own: what is there may be named and keyed alike. Debian has no /etc/mail. */
const SECRETS = '/etc/smtpd.relay-secrets'
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
  switch (lever.lever) {
    // Both ages leave nothing out by themselves; 6.8 has no setting for it.
    case 'tls.minimum':
      return sed('protocols', 's/ protocols ("[^"]*"|[^ ]+)//', `${SINCE_7}: without protocols all versions are there`)
    case 'tls.maximum-for':
      return relay(domainKey(to), `relay host "smtp://${lever.host}" protocols "tlsv1.2"`, SINCE_7)
    case 'tls.minimum-for':
      return relay(
        domainKey(to),
        `relay host "smtp://${lever.host}" protocols "tlsv1.0,tlsv1.1,tlsv1.2,tlsv1.3" ciphers "ALL:@SECLEVEL=0"`,
        SINCE_7,
      )
    case 'tls.none-for':
      return relay(domainKey(to), `relay host "smtp+notls://${lever.host}"`)
    case 'tls.level-for':
      return relay(
        domainKey(to),
        lever.level === 'may'
          ? `relay host "smtp://${lever.host}"`
          : `relay host "smtp+tls://${lever.host}" tls no-verify`,
      )
    case 'tls.exclude-for':
      return relay(
        domainKey(to),
        `relay host "smtp://${lever.host}" ciphers "HIGH:!aNULL:!MD5:!${lever.ciphers}"`,
        SINCE_7,
      )
    case 'tls.opportunistic':
      return relayAll('', 'without tls: opportunistic; smtp+tls:// belongs to hosts that promised TLS')
    case 'tls.default-ciphers':
      return sed('ciphers', '/^smtp ciphers /d; s/ ciphers ("[^"]*"|[^ ]+)//', 'the default is right')
    case 'tls.certificate':
      return certificate(lever.chain)
    case 'tls.certificate-names':
      return {
        steps: [certbot(lever.names), sh(RESTART, 'the certificate is read at the start')],
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
      return line('mta limit inet4', 'for all hosts: one that has IPv6 alone is not reached')
    case 'concurrency.limit':
      return line(`mta limit for domain "${domainKey(to)}" max-conn-per-host ${lever.connections}`)
    case 'rate.delay':
      return line(
        `mta limit for domain "${domainKey(to)}" max-conn-per-host 1 session-transaction-delay ${lever.seconds}`,
      )
    case 'connection.reuse-limit':
      return lever.messages === undefined
        ? undefined
        : line(`mta limit session-mail-max ${lever.messages}`, 'for all hosts')
    case 'message.size-limit':
      return line(
        `smtp max-message-size "${lever.bytes}"`,
        lever.side === 'client' ? 'for all mail that this server takes: what is larger is refused at once' : undefined,
      )
    case 'smarthost':
      return relayAll(
        `host "${lever.port === 465 ? 'smtps' : 'smtp+tls'}://relay@${lever.host}:${lever.port}" auth <relay-secrets>`,
        'the mail of all destinations goes there',
        { before: `table relay-secrets file:${SECRETS}`, secrets: 'relay USER:PASSWORD' },
      )
    case 'route.to':
      return relay(lever.domain, `relay host "smtp://${lever.host}"`)
    case 'tls.client-certificate':
      return relayAll('pki client', 'certificate with its chain, and a key of mode 600', {
        before: 'pki client cert "/etc/ssl/client.crt"\npki client key "/etc/ssl/private/client.key"',
      })
    case 'tls.expect-name':
    case 'esmtp.off-for':
    case 'pipelining.off-for':
    case 'chunking.off-for':
    case 'timeout.client':
    case 'recipients.limit':
    case 'filter.timeout':
    case 'tls.server-name-for':
    case 'tls.small-hello':
      return undefined
    case 'queue.list':
      return listQueue(to)
    case 'queue.retry':
      return retryQueue()
    default:
      return assertNever(lever)
  }
}

function restart(): readonly ReturnType<typeof sh>[] {
  return [sh(`smtpd -n -f ${CONF}`, 'validates'), sh(RESTART)]
}

function line(text: string, why?: string): WrittenSteps {
  return {
    steps: [edit(CONF, text, why === undefined ? {} : { why }), ...restart()],
    undo: [removal(CONF, text), ...restart()],
  }
}

/** An edit of lines that are there. The copy brings them back as they were. */
function sed(what: 'protocols' | 'ciphers' | 'pki', script: string, why: string): WrittenSteps {
  const copy = `.before-${what}`
  return {
    steps: [sh(`sed -i${copy} -E '${script}' ${CONF}`, why), ...restart()],
    undo: [sh(`mv ${CONF}${copy} ${CONF}`), ...restart()],
  }
}

/** What an action for all destinations rests on. */
interface Beneath {
  readonly before?: string
  /** A line of the table of passwords. */
  readonly secrets?: string
}

/** For all destinations: another action, found before the one that is there. Names of actions must not stand twice. */
function relayAll(options: string, why: string, { before, secrets }: Beneath = {}): WrittenSteps {
  const change = line(
    [
      ...(before === undefined ? [] : [before]),
      `action "relay-all" relay ${options}`.trimEnd(),
      ...matches('any', 'relay-all'),
    ].join('\n'),
    `above the match rule for any, with the other options of its action; ${why}`,
  )
  if (secrets === undefined || change === undefined) return change
  return {
    steps: [
      edit(SECRETS, secrets, { why: 'in place of a line with the same key' }),
      sh(`chgrp opensmtpd ${SECRETS} && chmod 640 ${SECRETS}`),
      ...change.steps,
    ],
    undo: [...change.undo, lineBack(SECRETS, secrets), sh(`[ -s ${SECRETS} ] || rm -f ${SECRETS}`)],
  }
}

function relay(domain: string, action: string, why?: string): WrittenSteps {
  const name = `to-${domain.replaceAll('.', '-')}`
  return line(
    [`action "${name}" ${action}`, ...matches(`domain "${domain}"`, name)].join('\n'),
    `above the first match rule, with the other options of the action that its mail had${why === undefined ? '' : `; ${why}`}`,
  )
}

/** Mail of this host, and of those who log in from elsewhere. */
function matches(destination: string, action: string): readonly string[] {
  return ['local', 'auth'].map((origin) => `match from ${origin} for ${destination} action "${action}"`)
}

/** A key pair by a name of its own; each listener that takes mail from elsewhere presents it. smtpd reads its file once, from above. */
function certificate(chain: Extract<Lever, { lever: 'tls.certificate' }>['chain']): WrittenSteps {
  if (chain === 'renewed')
    return {
      steps: [sh('certbot renew'), sh(RESTART, 'the certificate is read at the start')],
      undo: [],
    }
  const [file, why] =
    chain === 'rsa-and-ecdsa'
      ? ['rsa', 'OpenSMTPD serves one certificate for a name: take the RSA one']
      : ['fullchain', 'leaf first, then the intermediate certificates; the key must be the pair of the leaf, mode 600']
  const pair = `pki served cert "/etc/ssl/${file}.crt"\npki served key "/etc/ssl/private/${file}.key"`
  // A pair that does not match keeps smtpd from starting, whether a listener presents it or not.
  const old = chain === 'matching-key' ? '/^pki [^ ]+ (cert|key) /d; ' : ''
  const listeners = sed(
    'pki',
    `${old}/^listen on ("?socket|lo)/! { /^listen on / { s/ pki [^ ]+//; / (tls|tls-require|smtps)( |$)/! s/$/ tls/; s/$/ pki served/ } }`,
    chain === 'matching-key'
      ? 'without the old pairs, of which one that does not match ends smtpd; put back those that relay actions name. Each listener presents the new one'
      : 'each listener presents it',
  )
  return {
    steps: [
      ...listeners.steps.slice(0, 1),
      edit(CONF, pair, { why: `above the first listen line; ${why}` }),
      ...restart(),
    ],
    undo: listeners.undo,
  }
}
