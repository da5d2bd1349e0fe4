import { defineCause } from '../../domain/cause.ts'
import { judgeTwoArms } from '../../domain/judge.ts'
import { clue, deathClue, toldClue } from '../shared/clue.ts'
import { hellos } from '../shared/questions.ts'
import { peerName, postmasterOf } from '../shared/receiver-name.ts'
import { askFor, haveThemSet } from '../shared/remedies.ts'
import { reportedBySender } from '../shared/told.ts'
import { NEAR_SURE, STRONG, VAGUE } from '../shared/weights.ts'
import {
  answeredHellos,
  byAlert,
  byKind,
  byOurWords,
  handshakeDeaths,
  hasCeiling,
  hasFloor,
  subjectPlan,
  tlsLooks,
} from './shared/handshake.ts'
import { LEGACY_SUITES } from './shared/suites.table.ts'
import { sendInClear } from './shared/until-mended.ts'

export default defineCause({
  id: 'tls/peer-below-floor',
  title: 'The receiver offers only TLS versions that are switched off at senders today',
  locus: 'receiver',
  stages: ['tls'],
  persistence: 'until-fixed',
  prior: -2,
  decidedBy: 'a hello of TLS 1.0: it is answered',
  explanation: `The receiver's best is TLS 1.1 or older (an ancient Exchange, an appliance, a server capped by its configuration). To a hello that
allows 1.2 and 1.3 it answers with the alert \`protocol_version\` (70), or with a ServerHello of a version that the sender's library refuses
(\`unsupported protocol\`, \`legacy sigalg disallowed\`). Opportunistic senders then deliver in clear, so that nobody notices for years.

**Look-alikes.** A cipher mismatch fails with the lower floor too. A sender that is too old itself meets the same alert from a modern server: there our
probe passes.`,
  references: ['RFC 8996', 'RFC 8446 §4.2.1'],
  needs: ['smtp.session', 'symptom', 'tls.hello'],
  weigh(evidence) {
    const dead = handshakeDeaths(evidence['smtp.session']).filter(
      ({ fact }) => !hasCeiling(fact.plan) || fact.plan.tlsPlan?.maxVersion === 'TLSv1.2',
    )
    const open = dead.filter(({ fact }) => !hasCeiling(fact.plan) && !hasFloor(fact.plan))
    const told = reportedBySender(evidence.symptom, ['tls.handshake.version', 'tls.handshake.sigalg']).filter(
      ({ fact }) =>
        (fact.tlsAlert === undefined || fact.tlsAlert === 80) &&
        // A server's own log calls what the sender offers too old.
        fact.handshakeSide !== 'server' &&
        // TLS 1.1 signs with SHA-1, which libraries name as legacy; any other signature is a matter of the certificate.
        (fact.symptom === 'tls.handshake.version' || /legacy|wrong signature type/i.test(fact.words)),
    )
    const alerts = reportedBySender(evidence.symptom, ['tls.handshake.version']).filter(
      ({ fact }) => fact.tlsAlert === 70,
    )
    const speaks = [
      ...deathClue(
        byAlert(open, 70),
        NEAR_SURE,
        'the receiver answered a hello that offers TLS 1.3 and 1.2 by the alert protocol_version',
      ),
      ...deathClue(
        byOurWords(dead, /unsupported protocol|legacy sigalg|wrong signature type|version too low/i),
        NEAR_SURE,
        'our TLS library refused the version or signature that the receiver chose',
      ),
      ...deathClue(
        [...byAlert(open, 40), ...byKind(open, 'eof', 'reset')],
        VAGUE,
        'the receiver ended the handshake without naming a reason',
      ),
      ...toldClue(told, STRONG, 'the sending library refused the version or signature that the receiver chose', {
        stage: 'tls',
      }),
      ...toldClue(alerts, STRONG, 'the MTA met the alert protocol_version', { stage: 'tls' }),
    ]
    if (speaks.length === 0) return []
    const modern = tlsLooks(evidence['smtp.session']).filter(
      ({ fact }) => fact.tls?.version === 'TLSv1.2' || fact.tls?.version === 'TLSv1.3',
    )
    const answered = [
      ...answeredHellos(evidence['tls.hello'], 0x0303),
      ...answeredHellos(evidence['tls.hello'], 0x0304),
    ]
    return [
      ...speaks,
      ...clue(modern, -NEAR_SURE, 'the receiver spoke TLS 1.2 or newer with us'),
      ...clue(answered, -NEAR_SURE, 'the receiver answered a hello by TLS 1.2 or newer'),
    ]
  },
  experiments(evidence) {
    const dead = handshakeDeaths(evidence['smtp.session'])
    const plan = subjectPlan(evidence['smtp.session'])
    if (plan === undefined || dead.length === 0) return []
    const modern = { name: 'TLS 1.3 and 1.2 on offer', hello: { maxVersion: 0x0304 } }
    const old = { name: 'TLS 1.1 at most', hello: { maxVersion: 0x0302, suites: LEGACY_SUITES } }
    return [
      hellos(
        {
          name: 'lower the floor',
          question: 'Does the receiver choose TLS 1.1 or older, whatever is on offer?',
          varied: 'TLS maximum 1.1 instead of 1.3',
        },
        plan,
        [modern, old],
        (trials) => {
          // A server that is too old for us may still send a ServerHello to the newer hello: with its own version, which is the proof as well.
          const tooOld = trials.filter(
            ({ result }) =>
              result.kind === 'hello' &&
              result.hello.answer.kind === 'server-hello' &&
              result.hello.answer.version < 0x0303,
          )
          const newer = trials.some(
            ({ result }) =>
              result.kind === 'hello' &&
              result.hello.answer.kind === 'server-hello' &&
              result.hello.answer.version >= 0x0303,
          )
          if (newer) return { judged: 'refuted', because: 'the receiver chose TLS 1.2 or newer when it was on offer' }
          const chosenByControl = tooOld.filter(({ arm }) => arm === modern.name)
          if (chosenByControl.length >= 2)
            return {
              judged: 'confirmed',
              because: 'offered TLS 1.3 and 1.2, the receiver chose TLS 1.1 or older every time',
            }
          return judgeTwoArms(trials, { dies: modern.name, lives: old.name })
        },
      ),
    ]
  },
  remedies(evidence) {
    const host = peerName(evidence)
    return [
      haveThemSet(
        { lever: 'tls.minimum', side: 'server', version: 'TLSv1' },
        askFor(
          'Ask the receiver to enable TLS 1.2',
          postmasterOf(evidence),
          `Your mail server ${host} offers STARTTLS with TLS 1.1 or older only. Current mail servers refuse these versions (RFC 8996), so mail to you fails or travels in clear. Please enable TLS 1.2.`,
        ),
      ),
      {
        title: `Accept old TLS for ${host} only`,
        applies: 'after-review',
        on: 'our-server',
        costs: 'mail to this host is protected weakly; never lower the floor for everybody',
        levers: [{ lever: 'tls.minimum-for', host, version: 'TLSv1' }],
      },
      sendInClear(host),
    ]
  },
})
