import { shellWord } from '../../base/shell-word.ts'
import { defineCause } from '../../domain/cause.ts'
import type { Sight } from '../../domain/evidence.ts'
import { sh } from '../../domain/lever.ts'
import type { Observation } from '../../domain/observation.ts'
import type { Remedy } from '../../domain/remedy.ts'
import { clue, comparedClue, deathClue, toldClue } from '../shared/clue.ts'
import { isBegun } from '../shared/outcomes.ts'
import { twoSessions } from '../shared/questions.ts'
import { postmasterByAnotherWay } from '../shared/receiver-name.ts'
import { livingLooks, nearestDeaths } from '../shared/sessions.ts'
import { reported } from '../shared/told.ts'
import { otherTlsMode, withoutMessage } from '../shared/variants.ts'
import { isTlsRecord, spokenToFirst, ungreeted } from '../shared/waits-for-us.ts'
import { DECISIVE, FAINT, HINT, NEAR_SURE, STRONG } from '../shared/weights.ts'
import { byKind, handshakeDeaths } from './shared/handshake.ts'

/** The port of implicit TLS (RFC 8314 §7.3). */
const SUBMISSIONS = 465
/** Servers speak with each other in clear first; who speaks before a greeting there is taken for a spammer. */
const RELAY = 25

export default defineCause({
  id: 'tls/mode-mismatch',
  title: 'One side speaks TLS from the first octet, the other expects STARTTLS',
  locus: 'sender',
  stages: ['banner', 'tls'],
  persistence: 'until-fixed',
  prior: -1,
  decidedBy: 'the same connection with TLS from the first octet, and with STARTTLS',
  explanation: `Ports 25 and 587 begin in clear and change to TLS by STARTTLS; port 465 is TLS from the first octet. A client set to the wrong mode either sends a ClientHello to a server that
greets in clear (\`wrong version number\`; the server logs \`improper command pipelining after CONNECT\`), or waits for a greeting that a TLS server never sends.

**Look-alikes.** A blocked port does not even connect. A server that answers the hello with \`421\` or \`454\` *after* STARTTLS has lost its TLS engine.`,
  references: ['RFC 8314', 'RFC 3207'],
  needs: ['smtp.session', 'symptom'],
  weigh(evidence) {
    const notTls = byKind(handshakeDeaths(evidence['smtp.session']), 'not-tls').filter(
      ({ fact }) => fact.plan.tls === 'wrapped',
    )
    const greeted = notTls.filter(({ end }) => end.kind === 'not-tls' && /^2\d\d[ -]/.test(end.text))
    const waiting = nearestDeaths(evidence['smtp.session'], ['banner']).filter(
      ({ fact }) => fact.plan.tls !== 'wrapped' && !isBegun(fact.death.outcome),
    )
    const tlsPort = waiting.filter(
      ({ fact }) => fact.endpoint.port === SUBMISSIONS && fact.death.outcome.kind !== 'reply',
    )
    const records = waiting.filter(
      ({ fact: { death } }) => death.outcome.kind === 'garbled' && isTlsRecord(death.outcome.head),
    )
    const otherPort = waiting.filter(
      ({ fact }) => fact.death.outcome.kind === 'silent' && ![RELAY, SUBMISSIONS].includes(fact.endpoint.port),
    )
    const silent = ungreeted(evidence['smtp.session']).filter(({ fact }) => fact.plan.tls !== 'wrapped')
    const spoken = spokenToFirst(evidence['smtp.session'], silent)
    const secured = spoken.filter(({ fact }) => fact.plan.tls === 'wrapped' && fact.tls !== undefined)
    const inRecords = spoken.filter(
      ({ fact: { death } }) => death?.outcome.kind === 'garbled' && isTlsRecord(death.outcome.head),
    )
    const told = reported(evidence.symptom, ['tls.handshake.notls'])
    const awaited = reported(evidence.symptom, ['drop.timeout', 'drop.lost']).filter(
      ({ fact }) => fact.stage === 'banner' && fact.port === SUBMISSIONS,
    )
    // A greeting may be awaited inside TLS as well. Who waits for a handshake says nothing, and only ends the session after a while.
    const timedOut = awaited.filter(({ fact }) => fact.symptom === 'drop.timeout')
    const speaks = [
      ...deathClue(greeted, NEAR_SURE, 'the server greeted in clear on a connection that began with TLS', {
        decides: 'proves',
      }),
      ...deathClue(
        notTls.filter((one) => !greeted.includes(one)),
        HINT,
        'the server answered the first hello in clear',
      ),
      ...deathClue(tlsPort, NEAR_SURE, 'no greeting came in clear on port 465, which is TLS from the first octet'),
      ...deathClue(
        records.filter((one) => !tlsPort.includes(one)),
        NEAR_SURE,
        'the first octets were a TLS record',
      ),
      ...deathClue(
        otherPort,
        FAINT,
        'no greeting came on a port of clients, and a server that waits for TLS gives none',
      ),
      ...comparedClue(
        silent,
        secured.filter(({ fact }) => fact.banner !== undefined),
        DECISIVE,
        `no greeting came in clear, and one came to a session that began with TLS${quoteOf(secured)}`,
        { decides: 'proves' },
      ),
      ...comparedClue(
        silent,
        secured.filter(({ fact }) => fact.banner === undefined),
        STRONG,
        'no greeting came in clear, and a TLS handshake that we began succeeded',
      ),
      ...comparedClue(
        silent,
        inRecords,
        STRONG,
        'no greeting came, and what we said first was answered by a TLS record',
      ),
      ...toldClue(told, STRONG, 'the client met octets that are not TLS', { stage: 'tls' }),
      ...toldClue(timedOut, NEAR_SURE, 'the client waited in vain for a greeting on port 465', { stage: 'banner' }),
      ...toldClue(
        awaited.filter((one) => !timedOut.includes(one)),
        HINT,
        'the client was cut off while it waited for a greeting on port 465',
        { stage: 'banner' },
      ),
    ]
    if (speaks.length === 0) return []
    const starttls = livingLooks(evidence['smtp.session']).filter(({ fact }) => fact.plan.tls !== 'wrapped')
    return [
      ...speaks,
      ...(told.length === 0
        ? []
        : clue(starttls, HINT, 'the server greets in clear and takes the session that begins so')),
    ]
  },
  experiments(evidence) {
    const dead = nearestDeaths(evidence['smtp.session'], ['banner', 'tls']).find(
      ({ fact: { death, plan, endpoint } }) =>
        plan.tls === 'wrapped'
          ? death.stage === 'tls' && death.outcome.kind === 'garbled'
          : death.stage === 'banner' &&
            !isBegun(death.outcome) &&
            ['silent', 'closed', 'garbled'].includes(death.outcome.kind) &&
            endpoint.port !== RELAY,
    )
    if (dead !== undefined) {
      const plan = withoutMessage(dead.fact.plan)
      const wrapped = plan.tls === 'wrapped'
      return [
        twoSessions(
          {
            name: 'the other mode',
            question: 'Does the session pass in the other TLS mode?',
            varied: wrapped
              ? 'STARTTLS instead of TLS from the first octet'
              : 'TLS from the first octet instead of STARTTLS',
          },
          {
            fails: { name: wrapped ? 'TLS at once' : 'STARTTLS', plan },
            lives: { name: wrapped ? 'STARTTLS' : 'TLS at once', plan: otherTlsMode(plan) },
          },
        ),
      ]
    }
    const living = livingLooks(evidence['smtp.session']).find(({ fact }) => fact.plan.tls !== 'wrapped')
    if (living === undefined || reported(evidence.symptom, ['tls.handshake.notls']).length === 0) return []
    const plan = withoutMessage(living.fact.plan)
    return [
      twoSessions(
        {
          name: 'imitate the client',
          question: 'Does a session that begins with TLS die on this port?',
          varied: 'STARTTLS instead of TLS from the first octet',
        },
        {
          fails: { name: 'TLS at once', plan: otherTlsMode(plan) },
          lives: { name: 'STARTTLS', plan },
        },
      ),
    ]
  },
  // No sender begins with TLS on port 25: there it is for the receiver to greet in clear.
  locusFor: (evidence) => (isRelayWithTls(wantedMode(evidence['smtp.session'])) ? 'receiver' : 'sender'),
  remedies(evidence) {
    const wanted = wantedMode(evidence['smtp.session'])
    if (isRelayWithTls(wanted))
      return [
        {
          title: 'Have the receiver greet in clear on port 25',
          applies: 'by-someone-else',
          on: 'their-server',
          steps: [
            {
              kind: 'ask',
              who: postmasterByAnotherWay(evidence),
              text: 'Your MX waits for a TLS handshake on port 25 instead of greeting. Mail servers begin there in clear and change to TLS by STARTTLS (RFC 3207); TLS from the first octet belongs to port 465. In Postfix this is smtpd_tls_wrappermode, in Exim tls_on_connect_ports, in a balancer its TLS termination.',
            },
          ],
        },
      ]
    return [
      {
        title:
          wanted === undefined
            ? 'Match mode and port: STARTTLS on 25 and 587, TLS at once on 465'
            : `Set the sender to ${wanted.wrapped ? 'TLS from the first octet (implicit TLS)' : 'STARTTLS'} for port ${wanted.port}`,
        applies: 'after-review',
        on: 'our-server',
        ...(wanted === undefined ? {} : { levers: [{ lever: 'tls.mode', ...wanted }] }),
        steps: [
          {
            kind: 'note',
            text: 'Libraries: nodemailer secure: true, PHPMailer SMTPSecure = "ssl" and Python SMTP_SSL mean TLS from the first octet (port 465); secure: false, "tls" and starttls() mean STARTTLS (25, 587).',
          },
        ],
      },
      ...(wanted === undefined || wanted.wrapped || wanted.port === RELAY ? [] : [orPort465(wanted.host)]),
    ]
  },
})

/** The other way to bring mode and port together. */
function orPort465(host: string): Remedy {
  return {
    title: `Or keep TLS from the first octet, with port ${SUBMISSIONS} of ${host}`,
    applies: 'safely',
    steps: [
      sh(
        `hangup diagnose ${shellWord(host)}:${SUBMISSIONS} --tls wrapped`,
        'where this passes, the port alone is to be changed: in relayhost, or where else the relay is named',
      ),
    ],
  }
}

/** The greeting that was seen, as the proof of it; empty where none was. */
function quoteOf(sessions: readonly Observation<'smtp.session'>[]): string {
  const line = sessions.flatMap(({ fact: { banner } }) =>
    banner === undefined ? [] : `${banner.code} ${banner.lines[0] ?? ''}`,
  )[0]
  return line === undefined ? '' : `: “${line.trim().slice(0, 120)}”`
}

function isRelayWithTls(wanted: { readonly port: number; readonly wrapped: boolean } | undefined): boolean {
  return wanted?.port === RELAY && wanted.wrapped
}

/** Which mode the port wants, as our own dead session shows: the other than ours. */
function wantedMode(
  sessions: Sight<'smtp.session'>,
): { readonly host: string; readonly port: number; readonly wrapped: boolean } | undefined {
  const [dead] = nearestDeaths(sessions, ['banner', 'tls'])
  if (dead === undefined) return undefined
  const { plan, endpoint } = dead.fact
  return { host: endpoint.host, port: endpoint.port, wrapped: plan.tls !== 'wrapped' }
}
