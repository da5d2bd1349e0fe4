import { defineCause } from '../../domain/cause.ts'
import { clue, deathClue, toldClue } from '../shared/clue.ts'
import { twoHellos, twoSessions } from '../shared/questions.ts'
import { peerName } from '../shared/receiver-name.ts'
import { CLASSIC_GROUPS, withTls } from '../shared/variants.ts'
import { HINT, STRONG } from '../shared/weights.ts'
import { byAlert, handshakeDeaths, leaves } from './shared/handshake.ts'
import { toldNothingInCommon } from './shared/reported-handshake.ts'
import { COMMON_SUITES, P256, P384, P521, X25519 } from './shared/suites.table.ts'

export default defineCause({
  id: 'tls/curve-mismatch',
  title: 'The receiver needs an elliptic curve that the sender does not offer',
  locus: 'receiver',
  stages: ['tls'],
  persistence: 'until-fixed',
  prior: -3,
  explanation: `In TLS 1.2 the curve of an ECDSA key must be among the groups of the ClientHello. A certificate with a P-384 key is then useless to a sender that
offers P-256 alone (old Windows); a server that insists on one group for the key exchange fails in the same way. It looks exactly like a cipher mismatch:
alert 40, \`no shared cipher\`.

**Look-alikes.** RSA-only senders fail with every ECDSA key; here the same hello passes as soon as the curve is offered.`,
  references: ['RFC 8422 §5.1', 'RFC 8446 §4.2.7'],
  needs: ['smtp.session', 'symptom'],
  alternatives: [
    { cause: 'tls/ecdsa-only-cert', decidedBy: 'whether the failing sender can use ECDSA certificates at all' },
  ],
  weigh(evidence) {
    const dead = byAlert(handshakeDeaths(evidence['smtp.session']), 40, 71)
    const limited = dead.filter(({ fact }) => fact.plan.tlsPlan?.groups !== undefined)
    const told = toldNothingInCommon(evidence.symptom)
    const rare = leaves(evidence['smtp.session']).filter(
      ({ leaf }) => leaf.keyType === 'ec' && leaf.curve !== undefined && /384|521/.test(leaf.curve),
    )
    const speaks = [
      ...deathClue(limited, STRONG, 'the receiver refused a hello with a shortened list of curves'),
      ...(rare.length === 0
        ? []
        : toldClue(told, HINT, 'the MTA found nothing in common with the receiver', { stage: 'tls' })),
    ]
    if (speaks.length === 0) return []
    return [
      ...speaks,
      ...clue(
        rare.map(({ look }) => look),
        STRONG,
        'the key of the receiver lies on a curve that not every sender offers',
      ),
    ]
  },
  experiments(evidence) {
    const dead = byAlert(handshakeDeaths(evidence['smtp.session']), 40, 71)[0]
    if (dead === undefined) return []
    const { plan } = dead.fact
    if (plan.tlsPlan?.groups !== undefined && plan.tlsPlan.groups !== CLASSIC_GROUPS)
      return [
        twoSessions(
          {
            name: 'all common curves',
            question: 'Does the session pass when P-384 is on offer too?',
            varied: 'groups X25519, P-256 and P-384 instead of a shorter list',
          },
          {
            fails: { name: 'the short list', plan },
            lives: { name: 'all common groups', plan: withTls(plan, { groups: CLASSIC_GROUPS }) },
            change: 'with P-384 and X25519 on offer',
            stage: 'tls',
          },
        ),
      ]
    return [
      twoHellos(
        {
          name: 'P-521 too',
          question: 'Does the receiver answer when rare curves are on offer?',
          varied: 'P-521 added to the groups',
        },
        plan,
        { name: 'common groups', hello: { maxVersion: 0x0303, suites: COMMON_SUITES, groups: [X25519, P256, P384] } },
        {
          name: 'P-521 added',
          hello: { maxVersion: 0x0303, suites: COMMON_SUITES, groups: [X25519, P256, P384, P521] },
        },
        'with P-521 on offer',
      ),
    ]
  },
  remedies(evidence) {
    const host = peerName(evidence['smtp.session'], evidence.symptom)
    return [
      {
        title: 'Use a P-256 key, or serve an RSA certificate beside it',
        applies: 'by-someone-else',
        on: 'their-server',
        levers: [{ lever: 'tls.certificate', chain: 'rsa-and-ecdsa' }],
        steps: [
          {
            kind: 'ask',
            who: `postmaster of ${host}`,
            text: `The certificate key of ${host} lies on a curve that our mail server does not offer, and the handshake ends with alert 40. Please use a P-256 key or add an RSA chain.`,
          },
        ],
      },
      {
        title: 'Let the sending server offer P-384',
        applies: 'after-review',
        on: 'our-server',
        levers: [{ lever: 'tls.default-ciphers', side: 'client' }],
      },
    ]
  },
})
