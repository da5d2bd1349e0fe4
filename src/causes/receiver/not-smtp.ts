import { defineCause, type Clue } from '../../domain/cause.ts'
import type { Sight } from '../../domain/evidence.ts'
import { isUnknownCommand } from '../../domain/outcome.ts'
import { comparedClue, deathClue } from '../shared/clue.ts'
import { isDamagedGreeting } from '../shared/greeting.ts'
import { isSilence } from '../shared/outcomes.ts'
import { peerPort, postmasterOf } from '../shared/receiver-name.ts'
import { type DeadSession, deaths, isDead, trialsWith } from '../shared/sessions.ts'
import { DECISIVE, NEAR_SURE } from '../shared/weights.ts'

/** First words of services that are not SMTP (RFC 4253 §4.2, RFC 9112, RFC 3501, RFC 1939, and the common databases and proxies). */
const SERVICES: readonly (readonly [RegExp, string])[] = [
  [/^SSH-\d/, 'SSH'],
  [/^HTTP\/\d|^<(!doctype|html)/i, 'HTTP'],
  [/^\* (OK|PREAUTH|BYE)\b/, 'IMAP'],
  [/^\+OK\b/, 'POP3'],
  [/^RFB \d{3}\./, 'VNC'],
  [/mysql_native_password|caching_sha2_password|mariadb/i, 'MySQL'],
  [/^-(ERR|DENIED|NOAUTH)\b/, 'Redis'],
  [/^\u00ff[\u00fb-\u00fe]/, 'Telnet'],
]
/** A TLS record in place of a banner belongs to a port with implicit TLS. */
const TLS_RECORD = /^[\u0014-\u0017]\u0003/

function headOf({ fact }: DeadSession): string {
  return fact.death.outcome.kind === 'garbled' ? fact.death.outcome.head : ''
}

/** A service that waits for the client's first words, as a web server does, shows itself when an experiment says some. */
function spokenToFirst(sessions: Sight<'smtp.session'>, silent: readonly DeadSession[]): readonly DeadSession[] {
  return silent
    .flatMap(({ fact }) => trialsWith(sessions, fact.endpoint))
    .filter((one) => isDead(one, ['banner', 'tls'], ({ kind }) => kind === 'garbled'))
}

/** Services that greet with a number, as SMTP does, and know neither EHLO nor HELO (RFC 959, 2033, 3977). */
const GREETS_ALIKE: readonly (readonly [RegExp, string])[] = [
  [/\b\w{0,12}ftpd?\b|\bUSER and PASS\b/i, 'FTP'],
  [/\blmtp\b/i, 'LMTP'],
  [/\b(nntp|inn\d?|news)\b/i, 'NNTP'],
]
const NOT_KNOWN: ReadonlySet<number> = new Set([500, 502, 503, 530])

function isOfSmtp({ fact }: DeadSession): boolean {
  return fact.banner?.lines.some((line) => /smtp/i.test(line)) === true
}

/** What it says of itself: the greeting but for the host's name, and its answer to HELO. One that says SMTP is none of them. */
function selfNaming(one: DeadSession): string {
  if (isOfSmtp(one)) return ''
  const { fact } = one
  const greeting = fact.banner?.lines.join(' ') ?? ''
  const { outcome } = fact.death
  const answer = outcome.kind === 'reply' ? outcome.reply.lines.join(' ') : ''
  return `${greeting.replace(/^\S+\.\S+/, '')} ${answer}`
}

export default defineCause({
  id: 'receiver/not-smtp',
  title: 'Another service than a mail server answers on the port',
  locus: 'receiver',
  stages: ['banner', 'ehlo'],
  persistence: 'until-fixed',
  prior: -3,
  explanation: `The connection is taken and something comes back, yet it is not an SMTP greeting (three digits): the port belongs to SSH, a web
server, a database, or the DNS points to a host that is no mail server. FTP, LMTP and NNTP greet with three digits, too, and know neither EHLO nor HELO.

**Look-alikes.** A port with implicit TLS waits for a ClientHello, and answers octets in clear with an alert. A mail server with an odd
greeting still begins with 220.`,
  references: ['RFC 5321 §4.2', 'RFC 5321 §3.1'],
  needs: ['smtp.session'],
  alternatives: [
    {
      cause: 'dns/mx-stale-or-wrong',
      decidedBy: "the owner of the domain: is this host meant to be the domain's mail server",
    },
  ],
  weigh(evidence) {
    const dead = deaths(evidence['smtp.session'], ['banner'], (outcome) => outcome.kind === 'garbled').filter(
      (one) => !TLS_RECORD.test(headOf(one)) && !isDamagedGreeting(headOf(one)),
    )
    const silent = deaths(evidence['smtp.session'], ['banner'], isSilence)
    const waited = spokenToFirst(evidence['smtp.session'], silent)
    const clues: Clue[] = []
    for (const [pattern, service] of SERVICES) {
      const known = dead.filter((one) => pattern.test(headOf(one)))
      clues.push(...deathClue(known, DECISIVE, `the first octets are those of ${service}`, { decides: 'proves' }))
      const answered = waited.filter((one) => pattern.test(headOf(one)))
      clues.push(
        ...comparedClue(
          silent,
          answered,
          DECISIVE,
          `no greeting came, and what we said first was answered in ${service}`,
          { decides: 'proves' },
        ),
      )
    }
    // EHLO was refused, and then HELO, which every mail server knows (RFC 5321 §4.5.1).
    const unheard = deaths(
      evidence['smtp.session'],
      ['ehlo'],
      (outcome) => outcome.kind === 'reply' && NOT_KNOWN.has(outcome.reply.code),
    )
    for (const [pattern, service] of GREETS_ALIKE)
      clues.push(
        ...deathClue(
          unheard.filter((one) => pattern.test(selfNaming(one))),
          NEAR_SURE,
          `it names itself ${service}, and knows neither EHLO nor HELO`,
        ),
      )
    const nameless = unheard.filter(
      (one) =>
        isUnknownCommand(one.fact.death.outcome) &&
        !isOfSmtp(one) &&
        !GREETS_ALIKE.some(([pattern]) => pattern.test(selfNaming(one))),
    )
    clues.push(
      ...deathClue(nameless, NEAR_SURE, 'it knows neither EHLO nor HELO, and its greeting does not speak of SMTP'),
    )
    const unknown = dead.filter((one) => !SERVICES.some(([pattern]) => pattern.test(headOf(one))))
    return [...clues, ...deathClue(unknown, NEAR_SURE, 'the first octets are not an SMTP greeting')]
  },
  remedies: (evidence) => [
    {
      title: 'Point the mail to a host that speaks SMTP',
      applies: 'by-someone-else',
      steps: [
        {
          kind: 'note',
          text: 'If the host or port was set by hand (relayhost, transport map, --port), correct it: mail between servers uses port 25, submission 587 or 465.',
        },
        {
          kind: 'ask',
          who: `${postmasterOf(evidence)}, by another way`,
          text: `Your host answers on port ${peerPort(evidence)} with another protocol than SMTP (its first octets are below). Please correct the MX record that names it, or the service.`,
        },
      ],
    },
  ],
})
