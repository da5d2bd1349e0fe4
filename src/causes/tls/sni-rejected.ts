import { readAddress } from '../../domain/address.ts'
import { defineCause, type Clue } from '../../domain/cause.ts'
import type { Sight } from '../../domain/evidence.ts'
import type { SmtpSession } from '../../domain/facts/smtp-facts.ts'
import type { Observation } from '../../domain/observation.ts'
import type { SessionPlan } from '../../domain/plan/session-plan.ts'
import { comparedClue, deathClue, toldClue } from '../shared/clue.ts'
import { twoHellos, twoSessions } from '../shared/questions.ts'
import { peerName, peerPort, postmasterOf } from '../shared/receiver-name.ts'
import { soonerThanServer } from '../shared/round-trip.ts'
import { trialsWith } from '../shared/sessions.ts'
import { waitingOf } from '../shared/socket.ts'
import { reported } from '../shared/told.ts'
import { withTls } from '../shared/variants.ts'
import { FAINT, NEAR_SURE, STRONG } from '../shared/weights.ts'
import {
  answeredHellos,
  byAlert,
  byKind,
  handshakeDeaths,
  type HandshakeDeath,
  tlsLooks,
  unansweredHellos,
} from './shared/handshake.ts'
import { reportedAlert, reportedAs, reportedHandshakes } from './shared/reported-handshake.ts'
import { sendInClear } from './shared/until-mended.ts'

type HelloSeen = Observation<'tls.hello'>

/** Versions whose hellos a living server of today answers. */
const VERSIONS = [0x0303, 0x0304] as const

export default defineCause({
  id: 'tls/sni-rejected',
  title: 'The receiver, or a box before it, ends the handshake because of the server name (SNI)',
  locus: 'receiver',
  stages: ['tls'],
  persistence: 'until-fixed',
  prior: -3,
  decidedBy: 'the same hello without a server name',
  explanation: `The ClientHello carries the name of the server that the sender wants to reach. A TLS front end that has no certificate for this name, or that gets no
name at all (Postfix sends none by default), may end the handshake with alert 112 (\`unrecognized_name\`) or by closing.

A box on the way that filters by name drops or resets such hellos as well: its reset comes sooner than the server can answer,
and what it drops is never acknowledged.

**Look-alikes.** A certificate with another name is accepted by the server and refused by the client; here the server refuses.`,
  references: ['RFC 6066 §3'],
  needs: ['smtp.session', 'smtp.step', 'socket.state', 'symptom', 'tls.hello'],
  weigh(evidence) {
    const dead = handshakeDeaths(evidence['smtp.session'])
    const told = reportedHandshakes(evidence.symptom)
    const named = [...new Set([...reportedAlert(told, 112), ...reported(evidence.symptom, ['tls.cert.sni'])])]
    const vague =
      tlsLooks(evidence['smtp.session']).length === 0
        ? []
        : reportedAs(told, 'eof', 'reset', 'closed').filter((one) => !named.includes(one))
    const [first] = dead
    const hellos = first === undefined ? undefined : besides(first, evidence)
    const speaks = [
      ...deathClue(
        byAlert(dead, 112),
        NEAR_SURE,
        'the receiver does not know the server name (alert unrecognized_name)',
        // Nothing but the name is meant by it (RFC 6066 §3): that another name is refused too tells only that it knows neither.
        { decides: 'proves' },
      ),
      ...deathClue(byKind(dead, 'eof', 'reset'), FAINT, 'the receiver ended the handshake without naming a reason'),
      ...(hellos === undefined || new Set(hellos.struck.map(({ fact }) => fact.sizeBytes)).size < 2
        ? []
        : comparedClue(
            byKind(dead, 'silence'),
            hellos.struck,
            FAINT,
            'hellos of other sizes were not answered either',
          )),
      ...toldClue(named, NEAR_SURE, 'the MTA met the alert unrecognized_name', { stage: 'tls' }),
      ...toldClue(
        vague,
        FAINT,
        'the MTA lost the connection in the handshake, and our session with a server name passes',
        { stage: 'tls' },
      ),
    ]
    return first === undefined || hellos === undefined || speaks.length === 0
      ? speaks
      : [...speaks, ...nameClues(first, hellos)]
  },
  experiments(evidence) {
    const dead = handshakeDeaths(evidence['smtp.session'])[0]
    if (dead !== undefined) {
      const { plan } = dead.fact
      const other = sendsName(plan) ? null : nameOf(dead.fact)
      if (other === undefined) return []
      return [
        twoSessions(
          {
            name: 'server name',
            question: 'Does the session pass with another server name in the hello?',
            varied:
              other === null
                ? `no server name instead of ${nameSent(plan)}`
                : `the server name ${other} instead of none`,
          },
          {
            fails: { name: other === null ? 'the name as sent' : 'no name', plan },
            lives: { name: other ?? 'no name', plan: withTls(plan, { sni: other }) },
            stage: 'tls',
          },
        ),
      ]
    }
    const living = tlsLooks(evidence['smtp.session'])[0]
    if (
      living === undefined ||
      reportedHandshakes(evidence.symptom).length + reported(evidence.symptom, ['tls.cert.sni']).length === 0
    )
      return []
    const { plan } = living.fact
    return [
      twoHellos(
        {
          name: 'no server name',
          question: 'Does a hello without a server name die, as Postfix sends it by default?',
          varied: 'the MX host as server name instead of none',
        },
        plan,
        { name: 'no name', hello: { maxVersion: 0x0304, sni: null } },
        { name: 'the MX host', hello: { maxVersion: 0x0304, sni: plan.endpoint.host } },
      ),
    ]
  },
  locusFor: (evidence) =>
    handshakeDeaths(evidence['smtp.session']).some((one) => isFromTheWay(one, evidence)) ? 'path' : 'receiver',
  // The alert that speaks of the name is the server's; without it a filter before it may be what ends the handshake.
  locusOr: (evidence) => (byAlert(handshakeDeaths(evidence['smtp.session']), 112).length > 0 ? undefined : 'path'),
  remedies(evidence) {
    const host = peerName(evidence)
    const dead = handshakeDeaths(evidence['smtp.session'])
    const named = dead.find(({ fact }) => sendsName(fact.plan))
    const isNamed = named !== undefined
    const sent = named === undefined ? undefined : nameSent(named.fact.plan)
    const isOnTheWay = dead.some((one) => isFromTheWay(one, evidence))
    return [
      ...(isNamed
        ? []
        : [
            {
              title: 'Send the MX host name as server name',
              applies: 'safely' as const,
              on: 'our-server' as const,
              levers: [{ lever: 'tls.server-name-for' as const, host }],
            },
          ]),
      {
        title: isOnTheWay
          ? 'Have the box lifted that filters by server name'
          : `Ask the receiver to serve ${isNamed ? 'the name of its MX host, or any' : 'a default certificate'}`,
        applies: 'by-someone-else' as const,
        steps: [
          {
            kind: 'ask' as const,
            who: isOnTheWay ? 'whoever runs the firewalls between us and the receiver' : postmasterOf(evidence),
            text: isOnTheWay
              ? `A ClientHello that names ${host} (SNI) is dropped or reset on its way to port ${peerPort(evidence)}; the same hello without a name is answered. Please look for a filter by server name, and exempt our mail server from it.`
              : isNamed
                ? `The TLS front end of ${host} refuses a ClientHello that names ${sent ?? 'the MX host'} (SNI), and answers one without a name. Senders name the MX host: please serve that name, or pass over names that you do not know (RFC 6066 §3).`
                : `The TLS front end of ${host} refuses a ClientHello without a server name (SNI), which not every sender gives. Please set a default certificate.`,
          },
        ],
      },
      sendInClear(host),
    ]
  },
})

/** What experiments offered besides: hellos that name the server where the session did, and others. */
interface Besides {
  /** Answered. */
  readonly alike: readonly HelloSeen[]
  /** The same, and not answered. */
  readonly struck: readonly HelloSeen[]
  /** Answered, and of the other kind; sessions among them. */
  readonly unlike: readonly Observation<'tls.hello' | 'smtp.session'>[]
}

function besides(
  { fact: { plan, endpoint } }: HandshakeDeath,
  {
    'tls.hello': hellos,
    'smtp.session': sessions,
  }: { readonly 'tls.hello': Sight<'tls.hello'>; readonly 'smtp.session': Sight<'smtp.session'> },
): Besides {
  const isAlike = ({ fact }: HelloSeen): boolean => (fact.hello.sni !== null) === sendsName(plan)
  const answered = VERSIONS.flatMap((version) => answeredHellos(hellos, version))
  return {
    alike: answered.filter(isAlike),
    struck: VERSIONS.flatMap((version) => unansweredHellos(hellos, version)).filter(isAlike),
    unlike: [
      ...answered.filter((one) => !isAlike(one)),
      ...trialsWith(sessions, endpoint).filter(
        ({ fact }) => fact.tls !== undefined && sendsName(fact.plan) !== sendsName(plan),
      ),
    ],
  }
}

/** Whether the name mattered. */
function nameClues(dead: HandshakeDeath, { alike, struck, unlike }: Besides): readonly Clue[] {
  const [as, otherwise] = sendsName(dead.fact.plan) ? ['with', 'without'] : ['without', 'with']
  if (alike.length > 0) return comparedClue([dead], alike, -STRONG, `a hello ${as} a server name was answered`)
  if (struck.length === 0 || unlike.length === 0) return []
  const says = `a hello ${otherwise} a server name was answered, none ${as} one was`
  return comparedClue([dead], [...struck, ...unlike], struck.length > 1 ? NEAR_SURE : STRONG, says)
}

/** A reset that the server had no time for, or a hello that no kernel ever confirmed. */
function isFromTheWay(
  one: HandshakeDeath,
  evidence: { readonly 'smtp.step': Sight<'smtp.step'>; readonly 'socket.state': Sight<'socket.state'> },
): boolean {
  return one.end.kind === 'silence'
    ? waitingOf(evidence['socket.state'], one.fact.session)?.waiting === 'unacknowledged'
    : one.end.kind === 'reset' && soonerThanServer(one, evidence['smtp.step']) !== undefined
}

/** The name that a server without one in the plan goes by: the MX host, or what its banner says. */
function nameOf({ endpoint, banner }: SmtpSession): string | undefined {
  if (readAddress(endpoint.host) === undefined) return endpoint.host
  const word = banner?.lines[0]?.split(' ')[0] ?? ''
  return /^[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63}){1,8}$/i.test(word) && readAddress(word) === undefined ? word : undefined
}

/** What stands in the hello, if anything does. */
function nameSent({ tlsPlan, endpoint }: SessionPlan): string | null {
  return tlsPlan?.sni === undefined ? endpoint.host : tlsPlan.sni
}

/** An address is no server name (RFC 6066 §3): nothing is sent for one. */
function sendsName(plan: SessionPlan): boolean {
  const name = nameSent(plan)
  return name !== null && name !== '' && readAddress(name) === undefined
}
