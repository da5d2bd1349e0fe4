import { defineCause, type Clue } from '../../domain/cause.ts'
import type { Sight, View } from '../../domain/evidence.ts'
import type { Outcome } from '../../domain/outcome.ts'
import type { HelloSpec } from '../../domain/plan/hello-plan.ts'
import { comparedClue, deathClue } from '../shared/clue.ts'
import { isCut, isSilence } from '../shared/outcomes.ts'
import { twoHellos } from '../shared/questions.ts'
import { peerName, peerPort, postmasterOf } from '../shared/receiver-name.ts'
import { askFor } from '../shared/remedies.ts'
import { isNearUs } from '../shared/round-trip.ts'
import { type DeadSession, died, trialsWith } from '../shared/sessions.ts'
import { HINT, STRONG } from '../shared/weights.ts'
import {
  byAlert,
  byKind,
  handshakeDeaths,
  LARGE_HELLO_BYTES,
  subjectPlan,
  unansweredHellos,
  wasLarge,
} from './shared/handshake.ts'
import { OPENSSL_GROUPS, POST_QUANTUM_GROUPS } from './shared/suites.table.ts'
import { smallHello, stopAtTls12 } from './shared/until-mended.ts'

const TLS13 = 0x0304
/** Of each kind, before it is called a rule. */
const FEWEST = 2

/** Both hellos have the size of one with a post-quantum share, and differ in the group alone. */
const OFFERED: HelloSpec = {
  maxVersion: TLS13,
  groups: OPENSSL_GROUPS,
  keyShare: 'mlkem',
  sizeBytes: 1800,
  padWith: 'padding',
}
const LEFT_OUT: HelloSpec = {
  ...OFFERED,
  groups: OPENSSL_GROUPS.filter((group) => !POST_QUANTUM_GROUPS.includes(group)),
  keyShare: 'x25519',
}

function offersPostQuantum({ groups = [], keyShare }: HelloSpec): boolean {
  return keyShare === 'mlkem' || groups.some((group) => POST_QUANTUM_GROUPS.includes(group))
}

/** Hellos with TLS 1.3 and without such a group that were answered. */
function answeredWithout({ seen }: Sight<'tls.hello'>): Sight<'tls.hello'>['seen'] {
  return seen.filter(
    ({ fact: { hello, answer } }) =>
      hello.maxVersion >= TLS13 && !offersPostQuantum(hello) && answer.kind === 'server-hello',
  )
}

export default defineCause({
  id: 'tls/group-intolerance',
  title: 'The post-quantum group on offer makes the receiver, or a box before it, end the handshake',
  locus: 'path',
  stages: ['tls'],
  persistence: 'until-fixed',
  prior: -3,
  decidedBy: 'the same hello without X25519MLKEM768',
  explanation: `Since OpenSSL 3.5 a sender offers the group X25519MLKEM768. A server passes over groups that it does not know (RFC 8446 §4.2.7); some TLS
stacks and inspecting boxes end the handshake at the number of the group or at its key share instead. A hello of the same size without it is answered.

**Look-alikes.** A box that cannot join segments dies at every large hello, with that group or without. One that dislikes TLS 1.3 dies without the group, too.`,
  references: ['RFC 8446 §4.2.7', 'draft-ietf-tls-ecdhe-mlkem', 'https://tldr.fail/'],
  needs: ['smtp.session', 'smtp.step', 'tls.hello'],
  alternatives: [
    { cause: 'tls/clienthello-large', decidedBy: 'a hello of the same size without the group' },
    {
      cause: 'firewall/reset-injected',
      decidedBy: 'a hello without the group: what resets every handshake resets it as well',
    },
  ],
  weigh(evidence) {
    const dead = handshakeDeaths(evidence['smtp.session'])
    const [offered, others] = [
      dead.filter(({ fact }) => wasLarge(fact, evidence['smtp.step'])),
      dead.filter(({ fact }) => !wasLarge(fact, evidence['smtp.step'])),
    ]
    const speaks = [
      ...deathClue(byKind(offered, 'silence'), HINT, 'a hello with a post-quantum group was not answered'),
      ...deathClue(byKind(offered, 'eof', 'reset'), HINT, 'the connection ended at a hello with a post-quantum group'),
      ...deathClue(byAlert(offered, 40, 47, 50, 80), HINT, 'the receiver refused a hello with a post-quantum group'),
    ]
    if (speaks.length === 0) return []
    // In slices it was no large packet.
    const answered = answeredWithout(evidence['tls.hello']).filter(
      ({ fact }) => fact.sizeBytes >= LARGE_HELLO_BYTES && fact.sliceBytes === undefined,
    )
    const smallOnesDied = unansweredHellos(evidence['tls.hello'], TLS13).filter(
      ({ fact: { hello, sizeBytes } }) => !offersPostQuantum(hello) && sizeBytes < LARGE_HELLO_BYTES,
    )
    return [
      ...speaks,
      ...comparedClue(offered, answered, STRONG, 'a hello as large, without such a group, was answered'),
      ...everyTimeClues(offered, answered, evidence),
      ...deathClue(others, -STRONG, 'a hello without such a group died as well'),
      ...comparedClue(offered, smallOnesDied, -STRONG, 'a small hello of TLS 1.3 without such a group died as well'),
    ]
  },
  experiments(evidence) {
    const plan = subjectPlan(evidence['smtp.session'])
    // Where no other hello with TLS 1.3 is answered either it is not the group, and connections are few.
    if (plan === undefined || answeredWithout(evidence['tls.hello']).length === 0) return []
    return [
      twoHellos(
        {
          name: 'the post-quantum group',
          question: 'Is a hello without the post-quantum group answered where one of the same size with it dies?',
          varied: 'X25519MLKEM768 and its key share, at the same size',
        },
        plan,
        { name: 'X25519MLKEM768 on offer', hello: OFFERED },
        { name: 'the same size without it', hello: LEFT_OUT },
      ),
    ]
  },
  locusOr: (evidence) =>
    isNearUs(handshakeDeaths(evidence['smtp.session']), evidence['smtp.step']) ? undefined : 'receiver',
  remedies(evidence) {
    const host = peerName(evidence)
    return [
      stopAtTls12(host, ' alone: no such group'),
      askFor(
        'Have the box or the server updated',
        `${postmasterOf(evidence)}, and whoever runs the firewall on either side`,
        `A ClientHello that offers the group X25519MLKEM768 (0x11ec) to ${host} port ${peerPort(evidence)} ends the handshake; the same hello without it is answered. RFC 8446 demands that unknown groups are passed over. Please update the TLS stack or the inspecting firewall.`,
      ),
      smallHello(host),
    ]
  },
})

/** What other questions brought to light beside the session: nothing with such a group is answered, and every hello as large without it. */
function everyTimeClues(
  offered: readonly DeadSession[],
  answered: Sight<'tls.hello'>['seen'],
  evidence: View<'smtp.session' | 'smtp.step' | 'tls.hello'>,
): readonly Clue[] {
  // What never came to its hello tells nothing of hellos.
  const hellos = evidence['tls.hello'].seen.filter(({ fact }) => fact.answer.kind !== 'not-reached')
  const withIt = hellos.filter(({ fact }) => offersPostQuantum(fact.hello))
  const largeOnes = hellos.filter(
    ({ fact: { hello, sizeBytes } }) =>
      hello.maxVersion >= TLS13 && !offersPostQuantum(hello) && sizeBytes >= LARGE_HELLO_BYTES,
  )
  const repeats = offered
    .slice(0, 1)
    .flatMap(({ fact }) => trialsWith(evidence['smtp.session'], fact.endpoint))
    .filter(
      ({ fact }) =>
        wasLarge(fact, evidence['smtp.step']) && (fact.tls !== undefined || died(fact, ['tls'], isCutOrSilent)),
    )
  const isEveryTime =
    withIt.every(({ fact }) => fact.answer.kind !== 'server-hello') &&
    repeats.every(({ fact }) => fact.tls === undefined) &&
    largeOnes.length === answered.length
  const dead = [...withIt, ...repeats]
  return isEveryTime && dead.length >= FEWEST && answered.length >= FEWEST
    ? comparedClue(
        offered,
        [...dead, ...answered],
        STRONG,
        'nothing with such a group is answered, and every hello as large without it',
      )
    : []
}

const isCutOrSilent = (outcome: Outcome): boolean => isCut(outcome) || isSilence(outcome)
