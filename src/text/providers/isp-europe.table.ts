import { rule } from '../rule.ts'
import type { Provider } from './read-provider.ts'

/** Orange and Wanadoo (`OFR…_nnn`), La Poste (`LPN…_nnn`): one table of numbers. */
export const ORANGE: Provider = {
  name: 'orange',
  hosts: ['.orange.fr', '.wanadoo.fr', '.laposte.net', '.voila.fr'],
  signs: [' ofr', ' lpn', 'orange.fr', 'wanadoo'],
  rules: [
    rule('connections', 'limit.connections', ['104 |104|trop de connexions|too many connections'], {
      none: '04-|110',
      stage: 'banner',
    }),
    rule(
      'blocked-ip',
      'reputation.ip',
      [' 102| 103| 510|spamming issues|bloquee pour incident|client host blocked|blocked for spam'],
      { stage: 'banner' },
    ),
    rule('full', 'mailbox.full', [' 417| 422| 425|overquota|destinataire pleine'], { stage: 'rcpt' }),
    rule('unknown', 'recipient.unknown', [' 416| 418|invalid recipient|destinataire invalide'], { stage: 'rcpt' }),
    rule('disabled', 'recipient.disabled', [' 420| 421 | 423| 424| 426|archivee|inactive'], {
      none: ' 999',
      stage: 'rcpt',
    }),
    rule('spam', 'content.spam', [' 506|spam detected|mail rejete'], { stage: 'dot' }),
    rule('size', 'content.size', [' 513| 515|taille limite'], { stage: 'dot' }),
    rule('sender', 'sender.rejected', [' 403| 405| 415| 517|emetteur invalide|invalid sender'], { stage: 'mail' }),
    rule('authentication', 'auth.required', [' 402|authentification requise'], { stage: 'mail' }),
    rule('credentials', 'auth.failed', [' 305|authentification invalide'], { stage: 'auth' }),
    rule('ptr', 'sender.ptr', [' 401|reverse dns|resolution inverse']),
    rule('later', 'reply.421.other', [' 999| 105| 108| 109|service refuse|service refused|try later']),
  ],
}

/** Deutsche Telekom: one greeting for unknown and for bad servers alike. */
export const T_ONLINE: Provider = {
  name: 't-online',
  hosts: ['.t-online.de', '.t-online.com'],
  signs: ['t-online', 'tosa@', 'tobr@', 'bad reputation ask your postmaster', 'problem occurred ask your postmaster'],
  rules: [
    rule('greeting', 'reputation.ip', ['ask your postmaster|bad reputation|problem occurred|nowl'], {
      stage: 'banner',
    }),
    rule('dynamic', 'sender.ptr', ['dialup|dynamic']),
  ],
}

/** Mail.ru and Yandex. */
export const RUSSIA: Provider = {
  name: 'mail.ru-yandex',
  hosts: ['.mail.ru', '.yandex.ru', '.yandex.net', '.yandex.com'],
  signs: ['mail.ru', 'yandex', 'ya.cc', '1irbc'],
  rules: [
    rule('terminated', 'recipient.disabled', ['terminated|account is disabled|user is blocked|is inactive'], {
      stage: 'rcpt',
    }),
    rule('unknown', 'recipient.unknown', ['user not found|no such user|invalid mailbox'], { stage: 'rcpt' }),
    rule('ptr', 'sender.ptr', ['dynamic ip|generic dns|ptr']),
    rule('recipient-rate', 'limit.rate', ['message rate limit|ratelimit|rate limit|too many messages|limit exceeded']),
    rule('spam', 'content.spam', ['suspicion of spam|spam message|notspam|spam'], { none: 'ip address', stage: 'dot' }),
    rule('ip', 'reputation.ip', ['access from ip|ip address|blocked visit|bad ip']),
    rule('filtered', 'recipient.filtered', ['policy rejection on the target'], { stage: 'rcpt' }),
    rule('not-owned', 'sender.rejected', ['not owned by'], { stage: 'mail' }),
    rule('unavailable', 'greylist', ['service is currently unavailable', 'come back later'], {}),
  ],
}

/** STRATO, IONOS' neighbours, Seznam, Libero, WP: what only they say. */
export const OTHERS_EUROPE: Provider = {
  name: 'isp-europe',
  hosts: [
    '.rzone.de',
    '.seznam.cz',
    '.libero.it',
    '.wp.pl',
    '.onet.pl',
    '.o2.pl',
    '.free.fr',
    '.ovh.net',
    '.tiscali.it',
    '.proxad.net',
  ],
  signs: ['no spam please', 'rzone.de', 'seznam', 'libero', 'free.fr', 'spam.free', 'ovh'],
  rules: [
    rule('strato-ip', 'reputation.ip', [
      'refused mail serv|blocked mail serv|refused mail server|b-ip|b-rbl|server is blocked',
    ]),
    rule('strato-spam', 'content.spam', ['no spam please'], { stage: 'dot' }),
    rule('free-errors', 'limit.rate', ['too many errors from your ip|too many spam']),
  ],
}
