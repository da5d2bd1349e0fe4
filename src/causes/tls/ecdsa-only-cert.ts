import { defineCause } from '../../domain/cause.ts'
import { armsText } from '../../domain/judge.ts'
import type { SessionPlan } from '../../domain/plan/session-plan.ts'
import { clue, deathClue, toldClue } from '../shared/clue.ts'
import { hellos, tally } from '../shared/questions.ts'
import { peerName, postmasterOf } from '../shared/receiver-name.ts'
import { askFor, haveThemSet } from '../shared/remedies.ts'
import { reported } from '../shared/told.ts'
import { FAINT, HINT, NEAR_SURE, STRONG, VAGUE } from '../shared/weights.ts'
import { byAlert, byKind, handshakeDeaths, leaves, tlsLooks } from './shared/handshake.ts'
import { reportedAs, reportedHandshakes, toldNothingInCommon } from './shared/reported-handshake.ts'
import { COMMON_SUITES, RSA_SUITES } from './shared/suites.table.ts'
import { sendInClear } from './shared/until-mended.ts'

export default defineCause({
  id: 'tls/ecdsa-only-cert',
  title: 'The receiver has only an ECDSA certificate, and the sender can use only RSA',
  locus: 'receiver',
  stages: ['tls'],
  persistence: 'until-fixed',
  prior: -2,
  decidedBy: 'the same hello with ECDSA suites on offer',
  explanation: `Certificates issued by default today are ECDSA. A sender whose TLS stack or cipher list knows RSA certificates alone (banks, appliances, old
libraries) then shares every suite family with the server but the one that fits the key: the server logs \`no shared cipher\` and sends alert 40.

**Look-alikes.** With no suite in common at all, an ECDSA-capable hello dies too. With a P-384 key the curve may be what is missing.`,
  references: ['RFC 8446 §9.1', 'RFC 8422 §5.1'],
  needs: ['smtp.session', 'symptom'],
  alternatives: [
    {
      cause: 'tls/no-shared-cipher',
      decidedBy: 'the cipher list and the certificate types that the failing sender can use',
    },
  ],
  weigh(evidence) {
    const leaf = leaves(evidence['smtp.session'])
    const ec = leaf.filter(({ leaf: one }) => one.keyType === 'ec').map(({ look }) => look)
    const rsa = leaf.filter(({ leaf: one }) => one.keyType === 'rsa').map(({ look }) => look)
    const dead = handshakeDeaths(evidence['smtp.session']).filter(({ fact }) => isRsaOnly(fact.plan))
    const told = reportedHandshakes(evidence.symptom)
    const cipher = toldNothingInCommon(evidence.symptom)
    const dropped = reportedAs(told, 'eof', 'reset', 'closed')
    // A sender may as well lack a rare curve.
    const rareCurve = leaf.some(({ leaf: one }) => one.curve !== undefined && !/256/.test(one.curve))
    const speaks = [
      ...deathClue(
        [...byAlert(dead, 40, 71), ...byKind(dead, 'eof', 'reset')],
        STRONG,
        'the receiver refused a hello without ECDSA suites',
      ),
      ...toldClue(cipher, ec.length === 0 ? FAINT : HINT, 'the MTA found nothing in common with the receiver', {
        stage: 'tls',
      }),
      ...toldClue(
        reported(evidence.symptom, ['tls.handshake.sigalg']).filter(({ fact }) => !/legacy/i.test(fact.words)),
        HINT,
        'the MTA found no signature in common with the receiver',
        { stage: 'tls' },
      ),
      ...(ec.length === 0
        ? []
        : toldClue(dropped, VAGUE, 'the MTA lost the connection in the handshake', { stage: 'tls' })),
    ]
    if (speaks.length === 0) return []
    return [
      ...speaks,
      ...clue(
        ec,
        cipher.length > 0 || dead.length > 0 ? (rareCurve ? STRONG : NEAR_SURE) : HINT,
        'the receiver presents an ECDSA certificate',
      ),
      ...clue(rsa, -NEAR_SURE, 'the receiver presents an RSA certificate'),
    ]
  },
  experiments(evidence) {
    const dead = handshakeDeaths(evidence['smtp.session']).find(({ fact }) => isRsaOnly(fact.plan))
    const living = tlsLooks(evidence['smtp.session'])[0]
    const told = toldNothingInCommon(evidence.symptom).length > 0
    const plan = dead?.fact.plan ?? (told ? living?.fact.plan : undefined)
    if (plan === undefined) return []
    const curve = leaves(evidence['smtp.session']).find(({ leaf }) => leaf.keyType === 'ec')?.leaf.curve
    // With another curve than P-256 a sender may as well lack the curve: the hello proves the server's side only.
    const curveIsCommon = dead !== undefined || curve === undefined || /256/.test(curve)
    const rsa = { name: 'RSA suites only', hello: { maxVersion: 0x0303, suites: RSA_SUITES } }
    const both = { name: 'ECDSA suites added', hello: { maxVersion: 0x0303, suites: COMMON_SUITES } }
    return [
      hellos(
        {
          name: 'RSA-only hello',
          question: 'Does a hello of an RSA-only sender die where one with ECDSA suites lives?',
          varied: 'ECDSA suites added to the RSA ones',
        },
        plan,
        [rsa, both],
        (trials) => {
          const without = tally(trials, rsa.name)
          const withEcdsa = tally(trials, both.name)
          if (without.lived > 0)
            return { judged: 'refuted', because: 'the receiver takes a hello that offers RSA suites only' }
          const because = armsText(trials, [rsa, both])
          if (withEcdsa.died > 0 && withEcdsa.lived === 0)
            return { judged: 'refuted', because: 'the receiver refuses the hello with ECDSA suites as well' }
          return {
            judged: curveIsCommon && without.died >= 2 && withEcdsa.lived >= 2 ? 'confirmed' : 'undecided',
            because,
          }
        },
      ),
    ]
  },
  remedies(evidence) {
    const host = peerName(evidence)
    return [
      {
        title: 'Let the sending server use ECDSA certificates',
        applies: 'after-review',
        on: 'our-server',
        levers: [{ lever: 'tls.default-ciphers', side: 'client' }],
      },
      haveThemSet(
        { lever: 'tls.certificate', chain: 'rsa-and-ecdsa' },
        askFor(
          'Serve an RSA certificate beside the ECDSA one',
          postmasterOf(evidence),
          `${host} presents an ECDSA certificate only; a sender whose suites are for RSA certificates alone finds none that fits, and the handshake ends with alert 40. You could serve an RSA chain beside it (certbot: --key-type rsa).`,
        ),
      ),
      sendInClear(host),
    ]
  },
})

/** The plan's cipher list names suites, and none of them is for ECDSA certificates. */
function isRsaOnly({ tlsPlan }: SessionPlan): boolean {
  const list = tlsPlan?.ciphers
  if (list === undefined || tlsPlan?.maxVersion === undefined || tlsPlan.maxVersion === 'TLSv1.3') return false
  return !/ECDSA|\bALL\b|DEFAULT|HIGH|MEDIUM|aECDSA/.test(list) && /RSA|AES/.test(list)
}
