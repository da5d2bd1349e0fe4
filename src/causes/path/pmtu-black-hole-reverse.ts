import { readAddress } from '../../domain/address.ts'
import { defineCause, type Clue } from '../../domain/cause.ts'
import { endpointText } from '../../domain/endpoint.ts'
import type { Trial, Verdict } from '../../domain/experiment.ts'
import type { HelloAnswer } from '../../domain/facts/smtp-facts.ts'
import { endOf, judgeTwoArms, type TrialEnd } from '../../domain/judge.ts'
import { note, sh } from '../../domain/lever.ts'
import type { Observation } from '../../domain/observation.ts'
import type { HelloSpec } from '../../domain/plan/hello-plan.ts'
import { clue, deathClue, provesIf, toldClue } from '../shared/clue.ts'
import { inOrder } from '../shared/in-order.ts'
import { isSilence } from '../shared/outcomes.ts'
import { peerAddress, peerName, peerPort, postmasterByAnotherWay } from '../shared/receiver-name.ts'
import { deaths } from '../shared/sessions.ts'
import { holeIn, waitingOf } from '../shared/socket.ts'
import { reportedBySender } from '../shared/told.ts'
import { FULL_ANSWER_HELLO, helloOf, SMALL_ANSWER_HELLO, withTls } from '../shared/variants.ts'
import { DECISIVE, NEAR_SURE, times } from '../shared/weights.ts'
import { clampRemedy } from './shared/clamp-mss.ts'
import { damagedArrivals } from './shared/damage.ts'

/** Anonymous Diffie-Hellman: a whole handshake without a certificate (RFC 5246 §A.5). Postfix accepts it on port 25. */
const WITHOUT_CERTIFICATE = 'ADH-AES256-GCM-SHA384:ADH-AES128-GCM-SHA256:@SECLEVEL=0'

const WITHOUT = 'without certificate'
const LONG = 'long answer'
const SHORT = 'short answer'

const isAnswered = (end: TrialEnd): boolean => end.kind === 'died' && end.how !== 'silence'

const isAnonymous = (hello: HelloSpec): boolean =>
  hello.suites !== undefined && hello.suites.join() === SMALL_ANSWER_HELLO.suites?.join()

/** The server answers it with its certificates: to TLS 1.2 always, to 1.3 where a key share is there (RFC 8446 §2.1). */
const wantsCertificates = (hello: HelloSpec): boolean =>
  !isAnonymous(hello) &&
  hello.sizeBytes === undefined &&
  (hello.maxVersion <= 0x0303 ? true : hello.keyShare !== undefined && hello.keyShare !== 'empty')

/** Nothing came, or a short first segment (a ServerHello alone) and then no more of the flight. */
const isLeftWanting = (answer: HelloAnswer): boolean =>
  answer.kind === 'silent' || (answer.kind === 'server-hello' && !answer.retry && answer.flightComplete === false)

/** A flight that fills a full-size segment; one of a small ECDSA certificate fits into less, and proves nothing. */
const FULL_SEGMENT_BYTES = 1_380

const isLongAnswer = (answer: HelloAnswer): boolean =>
  answer.kind === 'server-hello' && answer.flightComplete === true && answer.flightBytes >= FULL_SEGMENT_BYTES

/** It can only rule the black hole out: a server that hangs on its private key gives the short answer, too. */
function judgeAnswers(trials: readonly Trial[]): Verdict {
  const answers = (arm: string): readonly HelloAnswer[] =>
    trials.flatMap((trial) => (trial.arm === arm && trial.result.kind === 'hello' ? [trial.result.hello.answer] : []))
  if (answers(SHORT).some(({ kind }) => kind === 'silent'))
    return { judged: 'refuted', because: 'a hello whose answer fits into one small packet stays unanswered too' }
  if (answers(LONG).some(isLongAnswer))
    return { judged: 'refuted', because: "the server's whole flight, certificates included, arrived" }
  if (answers(LONG).some((answer) => answer.kind === 'server-hello' && answer.flightComplete === true))
    return { judged: 'undecided', because: "the server's flight arrived; it is smaller than one full-size segment" }
  return { judged: 'undecided', because: 'short answers arrive, the long one does not' }
}

export default defineCause({
  id: 'path/pmtu-black-hole-reverse',
  title:
    "The path back from the receiver swallows full-size packets, so long answers (the server's certificate) never arrive",
  locus: 'path',
  stages: ['tls', 'ehlo'],
  persistence: 'until-fixed',
  prior: -2,
  // A server that hangs on its private key, and a box that minds what a certificate says, let a handshake without one pass as well.
  confirmedIs: 'supported',
  // Packets that came and were damaged were not swallowed.
  confirmedIsFor: (evidence) => (damagedArrivals(evidence['net.counter']) === undefined ? undefined : 'possible'),
  decidedBy: 'the same session with a small MSS offered (`ip route … advmss 536`)',
  explanation: `The receiver's certificates fill more than one segment. Its full-size packets are larger than the smallest link on their way to us,
and the ICMP error that should tell it so never arrives. Our hello is acknowledged, short answers come, the long one does not; without TLS
even large mails pass, because they travel the other way.

**Look-alikes.** A server whose TLS engine hangs also leaves a small hello without an answer. A server that hangs on its private key, or a box
that swallows certificates, lets a handshake without one pass as well: of their answers no later part arrives either, while a black hole lets the
short last segment through.`,
  references: ['RFC 2923', 'RFC 4821', 'RFC 8201'],
  needs: ['smtp.session', 'tls.hello', 'socket.state', 'symptom', 'net.counter'],
  alternatives: [
    {
      cause: 'tls/handshake-overload',
      decidedBy: 'waiting longer: an overloaded server answers in the end, a black hole never',
      look: 'again.with-patience',
    },
    {
      cause: 'receiver/hung',
      decidedBy: 'a hello whose answer is short (HelloRetryRequest or an alert): a hung server does not give even that',
    },
  ],
  weigh(evidence) {
    const clues: Clue[] = []
    const dead = deaths(evidence['smtp.session'], ['tls'], isSilence)
    const damaged = damagedArrivals(evidence['net.counter'])
    let onlyLengthTells: readonly Observation<'tls.hello'>[] = []
    clues.push(
      ...deathClue(
        dead,
        times(2.5),
        'our program got nothing of the TLS handshake, after every short reply had arrived',
      ),
    )
    for (const one of dead.slice(0, 1)) {
      const { address } = one.fact.endpoint
      const hellos = inOrder(evidence['tls.hello'].seen).filter(
        ({ fact }) => fact.endpoint.address === address && fact.sliceBytes === undefined,
      )
      const shortAnswers = hellos.filter(
        ({ fact }) =>
          fact.answer.kind === 'alert' ||
          (fact.answer.kind === 'server-hello' && (fact.answer.retry || isAnonymous(fact.hello))),
      )
      const longSilences = hellos.filter(({ fact }) => wantsCertificates(fact.hello) && isLeftWanting(fact.answer))
      const longAnswers = hellos.filter(
        ({ fact }) =>
          fact.answer.kind === 'server-hello' &&
          isLongAnswer(fact.answer) &&
          !fact.answer.retry &&
          !isAnonymous(fact.hello),
      )
      const where = { stage: 'tls' as const, endpoint: endpointText(one.fact.endpoint) }
      if (longAnswers.length > 0) {
        clues.push(
          ...clue(
            [one, ...longAnswers],
            -NEAR_SURE,
            'a whole server flight with certificates has arrived in another handshake',
            where,
          ),
        )
      } else if (shortAnswers.length > 0 && longSilences.length > 0) {
        // A server that drops TLS 1.3 itself gives the short answer to the older hello, and to it alone.
        const differInLengthAlone = shortAnswers.some((short) =>
          longSilences.some((long) => long.fact.hello.maxVersion === short.fact.hello.maxVersion),
        )
        if (differInLengthAlone) onlyLengthTells = [...shortAnswers, ...longSilences]
        clues.push(
          ...clue(
            [one, ...shortAnswers, ...longSilences],
            times(differInLengthAlone ? 10 : 2),
            `a hello${differInLengthAlone ? '' : ' of another TLS version'} with a short answer is answered, one with a long answer is not`,
            where,
          ),
        )
      }
      const socket = waitingOf(evidence['socket.state'], one.fact.session)
      if (socket?.waiting === 'acknowledged')
        clues.push(...clue([one, socket.look], times(2), 'our whole hello was acknowledged', where))
      if (socket?.waiting === 'acknowledged' && socket.look.fact.earlySegments === 0)
        clues.push(
          ...clue(
            [one, socket.look],
            -times(10),
            'nor has the short last segment of the answer come, which such a path lets through',
            where,
          ),
        )
      if (socket?.waiting === 'unanswered')
        clues.push(...clue([one, socket.look], -times(15), 'small packets do not come back either', where))
      if (socket?.waiting === 'unacknowledged')
        clues.push(...clue([one, socket.look], -times(15), 'our hello itself was never acknowledged', where))
    }
    for (const one of deaths(evidence['smtp.session'], ['tls', 'ehlo'], isSilence).slice(0, 1)) {
      const hole = holeIn(evidence['socket.state'], one.fact.session)
      const says = 'a later, smaller part of the answer arrived, and a full-size one before it never did'
      if (hole !== undefined)
        clues.push(
          ...deathClue([one], NEAR_SURE, says, {
            with: [hole, ...onlyLengthTells],
            ...provesIf(damaged === undefined && onlyLengthTells.length > 0 && one.fact.death.stage === 'tls'),
          }),
        )
    }
    if (damaged !== undefined)
      clues.push(
        ...deathClue(
          dead.slice(0, 1),
          -DECISIVE,
          'packets came to this host with wrong checksums: they were not swallowed',
          {
            with: [damaged],
          },
        ),
      )
    if (dead.length === 0)
      clues.push(
        ...toldClue(
          reportedBySender(evidence.symptom, ['tls.handshake.timeout']),
          times(2),
          'the MTA reports a TLS handshake that went silent',
        ),
      )
    return clues
  },
  experiments(evidence) {
    const [dead] = deaths(evidence['smtp.session'], ['tls'], isSilence)
    if (dead === undefined) return []
    const { plan } = dead.fact
    return [
      {
        name: 'short answer',
        question: 'Is a hello answered whose answer is short?',
        varied: 'only suites without certificates, so that the answer is an alert or a short flight',
        endpoint: plan.endpoint,
        trials: 1,
        arms: [
          { name: LONG, plan: helloOf(plan, FULL_ANSWER_HELLO) },
          { name: SHORT, plan: helloOf(plan, SMALL_ANSWER_HELLO) },
        ],
        judge: judgeAnswers,
      },
      {
        name: 'certificate-less handshake',
        question: 'Does a handshake pass in which the server sends no certificate?',
        varied: 'anonymous TLS 1.2 suites, so that the server has only a short answer to send',
        endpoint: plan.endpoint,
        trials: 2,
        arms: [
          { name: 'with certificate', plan },
          {
            name: WITHOUT,
            plan: withTls(plan, { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2', ciphers: WITHOUT_CERTIFICATE }),
          },
        ],
        // Where the server refuses such suites, a second refusal says no more.
        enough: (trials) => trials.some((trial) => trial.arm === WITHOUT && isAnswered(endOf(trial))),
        judge(trials) {
          const verdict = judgeTwoArms(trials, {
            dies: 'with certificate',
            lives: WITHOUT,
            stage: 'tls',
          })
          // Silence again may be a hello that the server drops: it says nothing about the way back.
          return verdict.judged === 'refuted' ? { ...verdict, judged: 'undecided' } : verdict
        },
      },
    ]
  },
  remedies(evidence) {
    const address = peerAddress(evidence)
    const host = peerName(evidence)
    const from = host === address ? address : `${host} [${address}]`
    const clamp = (how: '-A' | '-D'): string =>
      `${address.includes(':') ? 'ip6tables' : 'iptables'} -t mangle ${how} OUTPUT -d ${address} -p tcp --dport ${peerPort(evidence)} --tcp-flags SYN,RST SYN -j TCPMSS --set-mss 1200`
    return [
      {
        title: 'Announce a smaller MSS to the receiver, so that it sends smaller packets',
        applies: readAddress(address) === undefined ? 'needs-values' : 'after-review',
        steps: [
          sh(
            clamp('-A'),
            'the MSS in our SYN is what the receiver may send to us; once for each address of its MX hosts; until the next boot: for good it stands in /etc/iptables/rules.v4 or /etc/sysconfig/iptables',
          ),
          note(nftablesInstead(address, peerPort(evidence))),
        ],
        undo: [sh(clamp('-D'))],
      },
      clampRemedy(address, {
        vanish: `Full-size packets from ${from} to our mail server vanish on their way without an ICMP error; short answers arrive. These errors have to reach ${host}, through its own firewall as well.`,
        who: `${postmasterByAnotherWay(evidence)}; where other receivers fail so too, whoever runs our own router or VPN first; then our access provider`,
      }),
    ]
  },
})

/** nft(8): a table of its own, so that the undo touches no other rule. */
function nftablesInstead(address: string, port: number): string {
  const family = address.includes(':') ? 'ip6' : 'ip'
  const chain = "nft 'add chain inet hangup_mss out { type filter hook output priority mangle; }'"
  return `With nftables instead: \`nft add table inet hangup_mss; ${chain}; nft add rule inet hangup_mss out ${family} daddr ${address} tcp dport ${port} tcp flags syn tcp option maxseg size set 1200\`; for good in /etc/nftables.conf; undo: \`nft delete table inet hangup_mss\`.`
}
