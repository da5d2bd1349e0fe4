import { defineCause, type Clue } from '../../domain/cause.ts'
import type { Sight } from '../../domain/evidence.ts'
import type { Experiment } from '../../domain/experiment.ts'
import { armsText } from '../../domain/judge.ts'
import type { SessionPlan } from '../../domain/plan/session-plan.ts'
import { clue, comparedClue, deathClue, toldClue } from '../shared/clue.ts'
import { hellos, tally, twoSessions } from '../shared/questions.ts'
import { peerName } from '../shared/receiver-name.ts'
import { deaths } from '../shared/sessions.ts'
import { reported, saidByPeer, type Told } from '../shared/told.ts'
import { withTls } from '../shared/variants.ts'
import { FAINT, HINT, NEAR_SURE, STRONG, VAGUE, times } from '../shared/weights.ts'
import { ceilingOf, ceilings } from './shared/ceiling.ts'
import {
  byAlert,
  byKind,
  handshakeDeaths,
  hasCeiling,
  hasFloor,
  isOldPlan,
  tlsLooks,
  type HandshakeDeath,
} from './shared/handshake.ts'
import { reportedAlert, reportedAs, reportedHandshakes } from './shared/reported-handshake.ts'
import { sendInClear } from './shared/until-mended.ts'

/** TLS 1.1 and older are what most receivers refuse today. */
const TLS11 = 0x0302
const TLS13 = 0x0304

export default defineCause({
  id: 'tls/protocol-floor',
  title: 'The sender offers only TLS versions that the receiver has switched off',
  locus: 'sender',
  stages: ['tls'],
  persistence: 'until-fixed',
  prior: -1,
  decidedBy: 'the same session with TLS 1.2 or 1.3 on offer',
  explanation: `The sending software knows nothing newer than TLS 1.0 or 1.1 (or stops at 1.2 before a server that wants 1.3, or insists on 1.3 before one that ends at 1.2). The receiver
answers its ClientHello with the alert \`protocol_version\` (70); SChannel answers with alert 40 or closes the connection without a word,
which Exchange then logs as \`421 4.4.2 Connection dropped due to SocketError\`.

A modern probe passes, so the fault shows only to a sender that behaves like the old one: Hangup sends a ClientHello with the old ceiling
and one without, to the same server in the same minute.

**Look-alikes.** A cipher mismatch fails with TLS 1.2 too. A path or MTU fault is silent; a version refusal comes within one round trip.`,
  references: ['RFC 8996', 'RFC 8446 §6.2', 'Microsoft KB "SocketError when sending/receiving emails"'],
  needs: ['smtp.session', 'symptom', 'mta.setting', 'tls.hello'],
  weigh(evidence) {
    const told = reportedHandshakes(evidence.symptom)
    const inWords = saidByPeer(evidence, { symptoms: ['tls.handshake.version'], orUnattributed: true }).filter(
      ({ fact }) => fact.reply !== undefined,
    )
    const byAlert70 = told
      .filter(
        ({ told: one, alert }) =>
          // The alert that a server met came from the sender, which found the server's version too old.
          !inWords.includes(one) && ((alert === 70 && one.fact.handshakeSide !== 'server') || isToldVersion(one)),
      )
      .map((one) => one.told)
    const vague = reportedAs(told, 'eof', 'reset', 'closed')
    // Exchange's queue says "SocketError" at whatever stage; its knowledge base names old TLS first.
    const dropped = reported(evidence.symptom, ['drop.lost', 'reply.421.socketerror']).filter(
      ({ fact }) => fact.software === 'exchange' && fact.stage === undefined,
    )
    // Said to a session that spoke a newer version, the words are about something else: a login by an old method, a template.
    const isModern = deaths(evidence['smtp.session']).some(({ fact }) => /TLSv1\.[23]/.test(fact.tls?.version ?? ''))
    const sayTooOld = inWords.filter(({ fact }) => fact.origin !== 'live' || !isModern)
    const limits = told.length === 0 ? [] : ceilings(evidence['mta.setting'])
    const speaks = [
      ...ownClues(handshakeDeaths(evidence['smtp.session']), evidence['tls.hello']),
      ...toldClue(sayTooOld, NEAR_SURE, 'the peer says that this TLS version is not supported', {
        stage: 'tls',
        decides: 'proves',
      }),
      ...reportClues({ byAlert70, vague, weLive: tlsLooks(evidence['smtp.session']).length > 0 }),
      ...toldClue(dropped, VAGUE, 'Exchange lost the connection and does not say at which stage', { stage: 'tls' }),
      ...clue(limits, HINT, 'the sending MTA is configured not to offer newer versions'),
    ]
    if (speaks.length === 0 || byAlert70.length > 0 || vague.length + dropped.length === 0) return speaks
    const refusedOld = evidence['tls.hello'].seen.filter(
      ({ fact }) => fact.hello.maxVersion <= TLS11 && (fact.answer.kind === 'alert' || fact.answer.kind === 'closed'),
    )
    const weight = vague.length > 0 ? HINT : FAINT
    return [...speaks, ...clue(refusedOld, weight, 'the receiver refuses hellos that stop at TLS 1.1')]
  },
  experiments(evidence) {
    const [dead] = limitedOnes(handshakeDeaths(evidence['smtp.session']))
    if (dead !== undefined)
      return [hasCeiling(dead.fact.plan) ? withoutCeiling(dead.fact.plan) : withoutFloor(dead.fact.plan)]
    const living = tlsLooks(evidence['smtp.session'])[0]
    if (living === undefined) return []
    const told = reportedHandshakes(evidence.symptom)
    const limit = ceilings(evidence['mta.setting'])[0]
    const knowsLimit =
      reportedAlert(told, 70).length > 0 ||
      told.some(({ told: one }) => one.fact.symptom === 'tls.handshake.version') ||
      limit !== undefined
    const dropped = reported(evidence.symptom, ['drop.lost']).some(
      ({ fact }) => fact.software === 'exchange' && fact.stage === undefined,
    )
    return told.length > 0 || dropped
      ? [imitation(living.fact.plan, limit === undefined ? TLS11 : (ceilingOf(limit.fact) ?? TLS11), knowsLimit)]
      : []
  },
  remedies(evidence) {
    const host = peerName(evidence)
    return [
      {
        title: 'Let the sending server offer TLS 1.2',
        applies: 'after-review',
        on: 'our-server',
        levers: [{ lever: 'tls.minimum', side: 'client', version: 'TLSv1' }],
        steps: [
          {
            kind: 'note',
            text: 'Where nothing of the kind is set there, the limit is that of the TLS library (openssl.cnf: MinProtocol, MaxProtocol; Windows: SCHANNEL). Software or a device that knows no TLS 1.2 needs an update; until then let it send through a relay that does.',
          },
        ],
      },
      sendInClear(host, 'mail to this host crosses the network in clear; receivers that require TLS refuse it'),
    ]
  },
})

/** Our own session died under a ceiling: the same session without it. */
function withoutCeiling(plan: SessionPlan): Experiment {
  return twoSessions(
    {
      name: 'without the ceiling',
      question: 'Does the same session pass when newer TLS versions are on offer?',
      varied: `TLS maximum 1.3 instead of ${plan.tlsPlan?.maxVersion ?? 'the limit'}`,
    },
    {
      fails: { name: `${plan.tlsPlan?.maxVersion ?? 'limited'} at most`, plan },
      lives: { name: 'TLS 1.3 at most', plan: withTls(plan, { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.3' }) },
      stage: 'tls',
    },
  )
}

/** Our own session died with TLS 1.3 alone on offer: the same session with TLS 1.2 as well. */
function withoutFloor(plan: SessionPlan): Experiment {
  return twoSessions(
    {
      name: 'without the floor',
      question: 'Does the same session pass when TLS 1.2 is on offer, too?',
      varied: 'TLS minimum 1.2 instead of 1.3',
    },
    {
      fails: { name: 'TLS 1.3 at least', plan },
      lives: { name: 'TLS 1.2 at least', plan: withTls(plan, { minVersion: 'TLSv1.2' }) },
      stage: 'tls',
    },
  )
}

/**
 * Our session lives and theirs died: a hello with their ceiling beside one without. Where nothing tells that the sender has such a ceiling,
 * a refusal of old hellos proves only what most receivers do, so it stays undecided and counts as a clue.
 */
function imitation(plan: SessionPlan, ceiling: number, knowsLimit: boolean): Experiment {
  const limited = { name: `TLS 1.${ceiling - 0x0301} at most`, hello: { maxVersion: ceiling } }
  const modern = { name: 'TLS 1.3 at most', hello: { maxVersion: TLS13 } }
  return hellos(
    {
      name: 'imitate the sender',
      question: 'Does a hello with the sender’s version ceiling die where a newer one lives?',
      varied: `TLS maximum 1.${ceiling - 0x0301} instead of 1.3`,
    },
    plan,
    [limited, modern],
    (trials) => {
      const old = tally(trials, limited.name)
      const now = tally(trials, modern.name)
      const because = armsText(trials, [limited, modern])
      if (old.lived > 0)
        return { judged: 'refuted', because: `the receiver takes a hello that stops at TLS 1.${ceiling - 0x0301}` }
      return { judged: knowsLimit && old.died >= 2 && now.lived >= 2 ? 'confirmed' : 'undecided', because }
    },
  )
}

/** Somebody else than the sending side calls it a matter of versions. */
function isToldVersion({ fact }: Told): boolean {
  if (fact.symptom !== 'tls.handshake.version') return false
  return fact.speaker !== 'us' || (fact.handshakeSide === 'server' && fact.tlsAlert === undefined)
}

function limitedOnes(dead: readonly HandshakeDeath[]): readonly HandshakeDeath[] {
  return dead.filter(({ fact }) => hasCeiling(fact.plan) || hasFloor(fact.plan))
}

/** What befell our own sessions that imitate a sender which offers some versions only. */
function ownClues(dead: readonly HandshakeDeath[], answers: Sight<'tls.hello'>): readonly Clue[] {
  const limited = limitedOnes(dead)
  const old = limited.filter(({ fact }) => isOldPlan(fact.plan))
  const demanding = limited.filter(({ fact }) => hasFloor(fact.plan))
  return [
    ...deathClue(
      byAlert(limited, 70),
      NEAR_SURE,
      'the receiver answered a hello that offers some versions only by the alert protocol_version',
    ),
    ...deathClue(
      [...byAlert(old, 40, 71, 80), ...byKind(old, 'eof', 'reset')],
      STRONG,
      'the receiver ended the handshake of a sender that stops at TLS 1.1',
    ),
    // GnuTLS has no other word for it than that nothing fits.
    ...deathClue(
      [...byAlert(demanding, 40, 71, 80), ...byKind(demanding, 'eof', 'reset')],
      HINT,
      'the receiver ended the handshake of a sender that offers TLS 1.3 alone',
    ),
    ...comparedClue(
      demanding,
      endsAtTls12(answers),
      NEAR_SURE,
      'to a hello with TLS 1.3 on offer the receiver chose an older version, every time',
    ),
  ]
}

/** Hellos with TLS 1.3 on offer, all of which the receiver answered in an older version; none where one was answered in 1.3. */
function endsAtTls12({ seen }: Sight<'tls.hello'>): Sight<'tls.hello'>['seen'] {
  const answered = seen.filter(({ fact }) => fact.hello.maxVersion >= TLS13 && fact.answer.kind === 'server-hello')
  const isOlder = answered.every(({ fact }) => fact.answer.kind === 'server-hello' && fact.answer.version < TLS13)
  return isOlder ? answered : []
}

interface HandshakeReports {
  /** The alert protocol_version, or words for it. */
  readonly byAlert70: readonly Told[]
  /** The connection ended in the handshake, without a word. */
  readonly vague: readonly Told[]
  /** Our own handshake, of a newer version, passes. */
  readonly weLive: boolean
}

function reportClues({ byAlert70, vague, weLive }: HandshakeReports): readonly Clue[] {
  const windows = vague.filter(({ fact }) => fact.software === 'exchange')
  const others = vague.filter((one) => !windows.includes(one))
  const stage = { stage: 'tls' } as const
  return weLive
    ? [
        ...toldClue(
          byAlert70,
          NEAR_SURE,
          'the MTA met the alert protocol_version from a server that took our newer TLS',
          stage,
        ),
        ...toldClue(windows, HINT, 'Exchange lost the connection in the handshake, and our newer TLS passes', stage),
        ...toldClue(others, FAINT, 'the MTA lost the connection in the handshake, and our newer TLS passes', stage),
      ]
    : [
        // The alert says that the versions do not meet, not whose are the old ones.
        ...toldClue(byAlert70, HINT, 'the MTA met the alert protocol_version', stage),
        ...toldClue(windows, times(2), 'Exchange lost the connection in the handshake', stage),
      ]
}
