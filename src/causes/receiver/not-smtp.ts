import { defineCause, type Clue } from '../../domain/cause.ts'
import type { Experiment, Trial, Verdict } from '../../domain/experiment.ts'
import { endOf } from '../../domain/judge.ts'
import { isUnknownCommand } from '../../domain/outcome.ts'
import { comparedClue, deathClue, provesIf } from '../shared/clue.ts'
import { isDamagedGreeting } from '../shared/greeting.ts'
import { peerPort, postmasterByAnotherWay } from '../shared/receiver-name.ts'
import { sameOctetsElsewhere } from '../shared/same-octets.ts'
import { type DeadSession, deaths, isDead, type SessionSeen } from '../shared/sessions.ts'
import { onlyGreeting, otherTlsMode } from '../shared/variants.ts'
import { isTlsRecord, mayWaitForUs, spokenToFirst, ungreeted } from '../shared/waits-for-us.ts'
import { DECISIVE, NEAR_SURE, VAGUE } from '../shared/weights.ts'

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

function headOf({ fact }: DeadSession): string {
  return fact.death.outcome.kind === 'garbled' ? fact.death.outcome.head : ''
}

/** Ended by octets that are neither SMTP nor TLS. */
function isForeign(one: SessionSeen): one is DeadSession {
  return (
    isDead(one, ['banner', 'tls'], ({ kind }) => kind === 'garbled') &&
    !isTlsRecord(headOf(one)) &&
    !isDamagedGreeting(headOf(one))
  )
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
  decidedBy: 'the first octets that the port answers with',
  explanation: `The connection is taken and something comes back, yet it is not an SMTP greeting (three digits): the port belongs to SSH, a web
server, a database, or the DNS points to a host that is no mail server. FTP, LMTP and NNTP greet with three digits, too, and know neither EHLO nor HELO.

**Look-alikes.** A port with implicit TLS waits for a ClientHello, and answers octets in clear with an alert. A mail server with an odd
greeting still begins with 220. Where unrelated mail servers answer with the same words, something near us answers for all of them.`,
  references: ['RFC 5321 §4.2', 'RFC 5321 §3.1'],
  needs: ['smtp.session'],
  alternatives: [
    {
      cause: 'dns/mx-stale-or-wrong',
      decidedBy: "the owner of the domain: is this host meant to be the domain's mail server",
    },
  ],
  weigh(evidence) {
    const dead = deaths(evidence['smtp.session'], ['banner']).filter(isForeign)
    const silent = ungreeted(evidence['smtp.session'])
    const spoken = spokenToFirst(evidence['smtp.session'], silent)
    const waited = spoken.filter(isForeign)
    const clues: Clue[] = [
      ...(spoken.length > waited.length
        ? []
        : deathClue(
            silent,
            VAGUE,
            "no greeting came, and a service that waits for the client's first words gives none",
          )),
    ]
    const everywhere = dead.flatMap((one) => sameOctetsElsewhere(evidence['smtp.session'], one))
    clues.push(...comparedClue(dead, everywhere, -DECISIVE, 'mail servers of other owners answer with the same words'))
    for (const [pattern, service] of SERVICES) {
      const known = dead.filter((one) => pattern.test(headOf(one)))
      clues.push(
        ...deathClue(known, DECISIVE, `the first octets are those of ${service}`, provesIf(everywhere.length === 0)),
      )
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
    const isUnknown = (one: DeadSession): boolean => !SERVICES.some(([pattern]) => pattern.test(headOf(one)))
    return [
      ...clues,
      ...deathClue(dead.filter(isUnknown), NEAR_SURE, 'the first octets are not an SMTP greeting'),
      ...comparedClue(
        silent,
        waited.filter(isUnknown),
        NEAR_SURE,
        'no greeting came, and what we said first was answered by octets that are no SMTP',
      ),
    ]
  },
  experiments(evidence, context) {
    const dead = mayWaitForUs(evidence['smtp.session'], context)
    return dead === undefined ? [] : [speakFirst(dead)]
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
          who: postmasterByAnotherWay(evidence),
          text: `Your host answers on port ${peerPort(evidence)} with another protocol than SMTP (its first octets are below). Please correct the MX record that names it, or the service.`,
        },
      ],
    },
  ],
})

const [WAITS, SPEAKS, BEGINS_TLS] = ['waits for the greeting', 'says EHLO first', 'begins with TLS']

/** After a long silence only: to say the first word is bad manners between mail servers. */
function speakFirst({ fact: { plan } }: DeadSession): Experiment {
  const greeting = onlyGreeting(plan)
  return {
    name: 'speak first',
    question: 'Does what listens there answer when we speak first?',
    varied: 'EHLO, or a TLS handshake, before any greeting',
    endpoint: plan.endpoint,
    trials: 1,
    patienceMs: 4_000,
    arms: [
      { name: WAITS, plan },
      { name: SPEAKS, plan: { ...greeting, tls: 'none', speaksEarly: true } },
      { name: BEGINS_TLS, plan: otherTlsMode(greeting) },
    ],
    judge: judgeFirstWords,
  }
}

function judgeFirstWords(trials: readonly Trial[]): Verdict {
  const heads = trials.flatMap(({ arm, result }) => {
    const outcome = arm === WAITS || result.kind !== 'session' ? undefined : result.session.death?.outcome
    return outcome?.kind === 'garbled' ? [outcome.head] : []
  })
  const foreign = heads.find((head) => !isTlsRecord(head) && !isDamagedGreeting(head))
  if (foreign !== undefined)
    return {
      judged: 'confirmed',
      because: `no greeting came, and to our first words came ${JSON.stringify(foreign.slice(0, 40))}`,
    }
  const mute = trials.filter(({ arm }) => arm !== WAITS).map(endOf)
  return mute.length === 2 && mute.every((end) => end.kind === 'died' && end.how === 'silence')
    ? { judged: 'refuted', because: 'neither an EHLO nor a ClientHello that came first was answered' }
    : { judged: 'undecided', because: `to our first words came no octets that tell of another service` }
}
