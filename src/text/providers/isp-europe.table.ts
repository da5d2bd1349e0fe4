import { rule } from '../rule.ts'
import type { Provider } from './read-provider.ts'

/** Orange and Wanadoo (`OFR…_nnn`), La Poste (`LPN…_nnn`), Orange UK (`OUK_nnn`): one table of numbers. */
export const ORANGE: Provider = {
  name: 'orange',
  hosts: ['.orange.fr', '.wanadoo.fr', '.laposte.net', '.voila.fr'],
  signs: [' ofr', ' lpn', ' ouk', 'orange.fr', 'wanadoo', 'laposte'],
  codes: {
    find: /\b(?:OFR|LPN|OUK)(?:[A-Z\d]{0,6}_)?(\d{3})\b/i,
    means: [
      ['100', 'reputation.ip'],
      ['101', 'reputation.ip'],
      ['102', 'reputation.ip'],
      ['103', 'reputation.ip'],
      ['104', 'limit.connections'],
      ['107', 'sender.ptr'],
      ['109', 'limit.rate'],
      ['201', 'policy.helo'],
      ['305', 'auth.failed'],
      ['39', 'sender.auth'],
      ['401', 'sender.auth'],
      ['402', 'auth.required'],
      ['403', 'sender.rejected'],
      ['405', 'sender.rejected'],
      ['415', 'sender.rejected'],
      ['416', 'recipient.unknown'],
      ['417', 'mailbox.full'],
      ['418', 'recipient.unknown'],
      ['420', 'recipient.disabled'],
      ['421', 'sender.rejected'],
      ['422', 'mailbox.full'],
      ['425', 'reputation.domain'],
      ['426', 'recipient.disabled'],
      ['505', 'system.remote'],
      ['506', 'content.spam'],
      ['510', 'reputation.ip'],
      ['513', 'content.spam'],
      ['514', 'content.size'],
      ['515', 'sender.auth'],
      ['517', 'sender.auth'],
      ['519', 'sender.auth'],
      ['630', 'policy.other'],
      ['99', 'limit.rate'],
    ],
  },
  rules: [
    rule(
      'blocked-ip',
      'reputation.ip',
      ['spamming issues|bloquee pour incident|client host blocked|blocked for spam|ont ete bloques'],
      {
        stage: 'banner',
      },
    ),
    rule('disabled', 'recipient.disabled', ['archivee|archived recipient|inactive|destinataire est bloque'], {
      stage: 'rcpt',
    }),
    rule('spam', 'content.spam', ['spam detected|mail rejete'], { stage: 'dot' }),
    rule('sender', 'sender.rejected', ['emetteur invalide|invalid sender|not owned by'], { stage: 'mail' }),
    rule('later', 'reply.421.other', [' 999| 105| 107| 108| 109| 201|service refuse|service refused|try later']),
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
    rule('ptr', 'sender.ptr', ['dynamic ip|generic dns|ptr']),
    rule('spam', 'content.spam', ['suspicion of spam|spam message|notspam|spam'], { none: 'ip address', stage: 'dot' }),
    rule('ip', 'reputation.ip', ['access from ip|ip address|blocked visit|bad ip']),
    rule('filtered', 'recipient.filtered', ['policy rejection on the target'], { stage: 'rcpt' }),
    rule('not-owned', 'sender.rejected', ['not owned by'], { stage: 'mail' }),
    rule('unavailable', 'greylist', ['service is currently unavailable', 'come back later'], {}),
  ],
}

/** I.UA: numbers of its error pages. */
export const I_UA: Provider = {
  name: 'i.ua',
  hosts: ['.i.ua'],
  signs: ['i.ua/err'],
  codes: {
    find: /\.i\.ua\/err\/(\d{1,2})/i,
    means: [
      ['10', 'recipient.filtered'],
      ['1', 'policy.relay'],
      ['2', 'recipient.unknown'],
      ['3', 'recipient.disabled'],
      ['4', 'mailbox.full'],
      ['5', 'limit.submission'],
      ['6', 'policy.relay'],
      ['7', 'policy.helo'],
      ['8', 'sender.rejected'],
      ['9', 'reputation.ip'],
    ],
  },
  rules: [],
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
  signs: ['no spam please', 'rzone.de', 'seznam', 'libero', 'free.fr', 'spam.free', 'ovh', ' b-url', ' b-text'],
  rules: [
    rule('strato-ip', 'reputation.ip', [
      'refused mail serv|blocked mail serv|refused mail server|b-ip|b-rbl|server is blocked',
    ]),
    rule('strato-content', 'content.spam', [' b-url| b-text'], { stage: 'dot' }),
    rule('free-errors', 'limit.rate', ['too many errors from your ip|too many spam']),
  ],
}
