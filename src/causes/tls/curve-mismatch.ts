import { defineCause } from '../../domain/cause.ts'
import type { Sight } from '../../domain/evidence.ts'
import type { Experiment, Trial } from '../../domain/experiment.ts'
import type { TlsHello } from '../../domain/facts/smtp-facts.ts'
import { groupName } from '../../domain/group-names.table.ts'
import { judgeTwoArms } from '../../domain/judge.ts'
import type { SessionPlan } from '../../domain/plan/session-plan.ts'
import { suiteName } from '../../domain/suite-names.table.ts'
import { clue, deathClue, toldClue } from '../shared/clue.ts'
import { hellos, tally } from '../shared/questions.ts'
import { peerName, postmasterOf } from '../shared/receiver-name.ts'
import { askFor, haveThemSet } from '../shared/remedies.ts'
import { HINT, STRONG, VAGUE } from '../shared/weights.ts'
import { byAlert, handshakeDeaths, leaves } from './shared/handshake.ts'
import { toldNothingInCommon } from './shared/reported-handshake.ts'
import { EVERY_GROUP, GROUP_NUMBERS, OPENSSL_GROUPS } from './shared/suites.table.ts'

const EVERY = 'every group'

export default defineCause({
  id: 'tls/curve-mismatch',
  title: 'The receiver needs an elliptic curve that the sender does not offer',
  locus: 'receiver',
  stages: ['tls'],
  persistence: 'until-fixed',
  prior: -3,
  decidedBy: 'the same hello with P-256, P-384 and X25519 on offer',
  explanation: `In TLS 1.2 the curve of an ECDSA key must be among the groups of the ClientHello. A certificate with a P-384 key is then useless to a sender that
offers P-256 alone (old Windows); a server that insists on one group for the key exchange (P-521, X448, Brainpool, a post-quantum hybrid) fails in the same way,
in TLS 1.3 too. It looks exactly like a cipher mismatch: alert 40, \`no shared cipher\`.

**Look-alikes.** RSA-only senders fail with every ECDSA key; here the same hello passes as soon as the curve is offered.`,
  references: ['RFC 8422 §5.1', 'RFC 8446 §4.2.7'],
  needs: ['smtp.session', 'symptom', 'tls.hello'],
  alternatives: [
    { cause: 'tls/ecdsa-only-cert', decidedBy: 'whether the failing sender can use ECDSA certificates at all' },
  ],
  weigh(evidence) {
    const dead = byAlert(handshakeDeaths(evidence['smtp.session']), 40, 71)
    const limited = dead.filter(({ fact }) => fact.plan.tlsPlan?.groups !== undefined)
    const open = dead.filter((one) => !limited.includes(one))
    const told = toldNothingInCommon(evidence.symptom)
    const rare = leaves(evidence['smtp.session']).filter(
      ({ leaf }) => leaf.keyType === 'ec' && leaf.curve !== undefined && /384|521/.test(leaf.curve),
    )
    const speaks = [
      ...deathClue(limited, STRONG, 'the receiver refused a hello with a shortened list of curves'),
      ...deathClue(
        open,
        VAGUE,
        'the receiver found nothing in common (alert 40 or 71): a group may be what is missing',
      ),
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
    return dead === undefined ? [] : [everyGroup(dead.fact.plan)]
  },
  remedies(evidence) {
    const host = peerName(evidence)
    const group = groupOfAll(evidence['tls.hello'])
    const what =
      group === undefined
        ? 'a curve that our mail server does not offer, for the key of its certificate or for the key exchange'
        : `the group ${group} for the key exchange, which our mail server does not offer`
    const insists = `${host} insists on ${what}, and the handshake ends with alert 40. Please`
    const takeOthers =
      'let the server take X25519 and P-256 beside its favourite group (Postfix: tls_eecdh_auto_curves; Exim: tls_eccurve or the GROUP- words of tls_require_ciphers)'
    return [
      hasRsaKey(evidence['tls.hello'])
        ? askFor(
            'Let the receiver take the common groups: X25519 and P-256',
            postmasterOf(evidence),
            `${insists} ${takeOthers}.`,
          )
        : haveThemSet(
            { lever: 'tls.certificate', chain: 'rsa-and-ecdsa' },
            askFor(
              'Let the receiver take the common groups: X25519 and P-256, and a P-256 or RSA key',
              postmasterOf(evidence),
              `${insists} use a P-256 key or add an RSA chain, and ${takeOthers}.`,
            ),
          ),
      {
        title: 'Offer the group that the receiver takes, where our own configuration leaves it out',
        applies: 'after-review',
        on: 'our-server',
        steps: [
          {
            kind: 'note',
            text: `Postfix offers what tls_eecdh_auto_curves names (postconf tls_eecdh_auto_curves), other servers what their TLS library and its system-wide policy allow: ${group ?? 'the group that the receiver takes'} has to be among them, if the library knows it. At the level may Postfix goes on without TLS by itself; what waits is under encrypt, dane or verify.`,
          },
        ],
      },
    ]
  },
})

/** A suite of TLS 1.2 names the key that signed: an RSA key lies on no curve. */
function hasRsaKey({ seen }: Sight<'tls.hello'>): boolean {
  return seen.some(
    ({ fact: { arm, answer } }) =>
      arm === EVERY && answer.kind === 'server-hello' && suiteName(answer.suite).includes('_RSA_'),
  )
}

/** The group that was taken from a hello with every group there is. */
function groupOfAll({ seen }: Sight<'tls.hello'>): string | undefined {
  return firstGroup(seen.filter(({ fact }) => fact.arm === EVERY).map(({ fact }) => fact))
}

/** One hello with the groups of the session that failed, one with every group there is. */
function everyGroup(plan: SessionPlan): Experiment {
  const maxVersion = plan.tlsPlan?.maxVersion === 'TLSv1.2' ? 0x0303 : 0x0304
  const own = { name: 'the groups on offer', hello: { maxVersion, groups: groupsOf(plan) } }
  const every = { name: EVERY, hello: { maxVersion, groups: EVERY_GROUP } }
  return hellos(
    {
      name: EVERY,
      question: 'Does the receiver answer when every curve and group is on offer?',
      varied: 'rare curves and groups added to the ones that the sender offers',
    },
    plan,
    [own, every],
    (trials) => {
      // The hello that offers no more than the session did is answered: what the session lacked is no group.
      if (tally(trials, own.name).lived > 0)
        return { judged: 'refuted', because: 'the receiver answers a hello with no other groups on offer' }
      const wanted = groupTaken(trials, every.name)
      const verdict = judgeTwoArms(trials, {
        dies: own.name,
        lives: every.name,
      })
      return wanted === undefined ? verdict : { ...verdict, because: `${verdict.because}: ${wanted} is taken` }
    },
  )
}

/** IANA numbers of an OpenSSL group list; those of our own library where the plan leaves them open. */
function groupsOf({ tlsPlan }: SessionPlan): readonly number[] {
  const numbers = tlsPlan?.groups?.split(':').flatMap((name) => GROUP_NUMBERS[name.toUpperCase()] ?? []) ?? []
  return numbers.length === 0 ? OPENSSL_GROUPS : numbers
}

function groupTaken(trials: readonly Trial[], arm: string): string | undefined {
  return firstGroup(
    trials.flatMap(({ arm: of, result }) => (of === arm && result.kind === 'hello' ? [result.hello] : [])),
  )
}

function firstGroup(hellos: readonly TlsHello[]): string | undefined {
  const groups = hellos.flatMap(({ answer }) => (answer.kind === 'server-hello' ? (answer.group ?? []) : []))
  return groups[0] === undefined ? undefined : groupName(groups[0])
}
