import { defineCause, type Clue } from '../../domain/cause.ts'
import type { Sight } from '../../domain/evidence.ts'
import { armsText } from '../../domain/judge.ts'
import type { HelloSpec } from '../../domain/plan/hello-plan.ts'
import { clue, comparedClue, deathClue, toldClue } from '../shared/clue.ts'
import { isReset, isSilence } from '../shared/outcomes.ts'
import { hellos, tally } from '../shared/questions.ts'
import { peerName, peerPort, postmasterOf } from '../shared/receiver-name.ts'
import { isNearUs, nearUs, soonerThanServer } from '../shared/round-trip.ts'
import { died, trialsWith, type DeadSession } from '../shared/sessions.ts'
import { LARGE_HELLO, SLICE_BYTES, SMALL_HELLO } from '../shared/variants.ts'
import { FAINT, HINT, NEAR_SURE, STRONG, times } from '../shared/weights.ts'
import { byAlert, byKind, handshakeDeaths, helloBytes, subjectPlan, tlsLooks, wasLarge } from './shared/handshake.ts'
import { reportedAs, reportedHandshakes } from './shared/reported-handshake.ts'
import { smallHello, stopAtTls12 } from './shared/until-mended.ts'

export default defineCause({
  id: 'tls/clienthello-large',
  title: 'A large ClientHello is dropped or reset before it is answered',
  locus: 'path',
  stages: ['tls'],
  persistence: 'until-fixed',
  prior: -2,
  decidedBy: 'a hello below 512 octets, and the large one in small segments',
  explanation: `Since OpenSSL 3.5 and Postfix 3.11 a sender offers the post-quantum group X25519MLKEM768, and its ClientHello no longer fits one TCP segment. A
middlebox (or the receiver itself) that expects the whole hello in one segment drops it or resets the connection. It begins with an upgrade of the *sender*
and concerns only some destinations. In clear, mail passes.

**Look-alikes.** A path-MTU black hole also swallows the large hello, but lets the same octets pass in small slices; here the sliced hello dies as well.
A box that dislikes TLS 1.3 kills small hellos too.`,
  references: ['https://tldr.fail/', 'RFC 8446 §4.1.2', 'draft-ietf-tls-ecdhe-mlkem'],
  needs: ['smtp.session', 'smtp.step', 'symptom'],
  alternatives: [
    {
      cause: 'path/pmtu-black-hole',
      decidedBy: 'the large hello in small slices: it passes a black hole, and dies in a box that cannot join segments',
    },
  ],
  weigh(evidence) {
    const all = handshakeDeaths(evidence['smtp.session'])
    const large = all.filter(({ fact }) => wasLarge(fact, evidence['smtp.step']))
    const small = all.filter((one) => !large.includes(one))
    const told = reportedAs(reportedHandshakes(evidence.symptom), 'silence', 'reset', 'eof', 'closed').filter(
      // SChannel offers no post-quantum share.
      ({ fact }) => fact.software !== 'exchange',
    )
    const lived = tlsLooks(evidence['smtp.session'])
    const smallLived = lived.filter(({ fact }) => !wasLarge(fact, evidence['smtp.step']))
    const largeLived = lived.filter((one) => !smallLived.includes(one))
    const [first] = large
    const bytes =
      first === undefined ? '' : `${helloBytes(first.fact, evidence['smtp.step'])} octets, more than one segment, `
    const speaks = [
      ...deathClue(byKind(large, 'silence'), HINT, `the ClientHello of ${bytes}was never answered`),
      ...deathClue(
        byKind(large, 'eof', 'reset'),
        HINT,
        `the connection ended right after a ClientHello of ${bytes.replace(/, $/, '')}`,
      ),
      ...deathClue(byAlert(large, 50, 47, 22), HINT, 'the receiver could not decode the large ClientHello'),
      ...toldClue(
        told,
        smallLived.length > 0 ? HINT : FAINT,
        'the MTA lost the connection or waited in vain in the handshake',
        { stage: 'tls' },
      ),
    ]
    if (speaks.length === 0) return []
    return [
      ...speaks,
      ...(told.length === 0 ? [] : clue(smallLived, FAINT, 'our small hello was answered')),
      ...(told.length === 0 ? [] : clue(largeLived, -STRONG, 'our large hello was answered')),
      ...deathClue(small, -STRONG, 'a hello of one segment died as well'),
      ...(first === undefined ? [] : otherLargeSegments(evidence['smtp.session'], first)),
    ]
  },
  experiments(evidence) {
    const plan = subjectPlan(evidence['smtp.session'])
    if (plan === undefined) return []
    const hello = largeHello(evidence)
    const large = { name: `${hello.sizeBytes} octets`, hello }
    const small = { name: 'about 200 octets', hello: SMALL_HELLO }
    const sliced = { name: `${hello.sizeBytes} octets in slices`, hello, sliceBytes: SLICE_BYTES }
    return [
      {
        ...hellos(
          {
            name: 'hello size',
            question: 'Is a small ClientHello answered where a large one dies, whole or in slices?',
            varied: `the size of the ClientHello: about 200 octets instead of ${hello.sizeBytes}`,
          },
          plan,
          [large, small, sliced],
          (trials) => {
            const [whole, little, cut] = [
              tally(trials, large.name),
              tally(trials, small.name),
              tally(trials, sliced.name),
            ]
            const because = armsText(trials, [large, small, sliced])
            if (whole.lived > 0) return { judged: 'refuted', because: 'a large hello was answered' }
            if (isSizeOfPackets(whole, cut))
              return {
                judged: 'undecided',
                because:
                  'the large hello is answered when it comes in small slices: the path drops full-size packets, or a box reads hellos packet by packet',
              }
            if (little.died > 0 && little.lived === 0)
              return { judged: 'refuted', because: `the small hello died too: ${little.how}` }
            return { judged: whole.died >= 2 && little.lived >= 2 && cut.of >= 1 ? 'confirmed' : 'undecided', because }
          },
        ),
        // Asking the same again would not tell the two apart.
        enough: (trials) => isSizeOfPackets(tally(trials, large.name), tally(trials, sliced.name)),
      },
    ]
  },
  locusOr: (evidence) =>
    isNearUs(handshakeDeaths(evidence['smtp.session']), evidence['smtp.step']) ? undefined : 'receiver',
  remedies(evidence) {
    const host = peerName(evidence)
    const dead = handshakeDeaths(evidence['smtp.session']).find(({ fact }) => wasLarge(fact, evidence['smtp.step']))
    const soon = dead === undefined ? undefined : soonerThanServer(dead, evidence['smtp.step'])
    const end = dead !== undefined && isReset(dead.fact.death.outcome) ? 'ends in a reset' : 'is never answered'
    return [
      stopAtTls12(host, ' alone: a small hello'),
      {
        title: 'Have the middlebox mended',
        applies: 'by-someone-else',
        steps: [
          {
            kind: 'ask',
            who:
              soon === undefined
                ? `${postmasterOf(evidence)}, and whoever runs the firewall on either side`
                : nearUs(soon),
            text: `A ClientHello larger than one TCP segment to ${host} port ${peerPort(evidence)} ${end}; a small one is answered. Please update the firewall or TLS inspection in front of it, or exempt that port (see tldr.fail).`,
          },
        ],
      },
      smallHello(host),
    ]
  },
})

/** A path that drops full-size packets is silent; what answers with a reset has read the segment. */
function isSizeOfPackets(whole: ReturnType<typeof tally>, cut: ReturnType<typeof tally>): boolean {
  return whole.lived === 0 && cut.lived > 0 && whole.how?.startsWith('no answer') !== false
}

/** What became of commands in segments as large: is it the hello that is minded, or each packet of its size? */
function otherLargeSegments(sessions: Sight<'smtp.session'>, dead: DeadSession): readonly Clue[] {
  const inClear = trialsWith(sessions, dead.fact.endpoint).filter(
    ({ fact: { plan } }) => plan.bulkBytes !== undefined && plan.sliceBytes === undefined && plan.tls === 'none',
  )
  return [
    ...comparedClue(
      [dead],
      inClear.filter(({ fact }) => fact.lived),
      times(12),
      'commands in segments as large arrive in clear, so it is the hello that is minded',
    ),
    ...comparedClue(
      [dead],
      inClear.filter(({ fact }) => died(fact, ['idle'], isSilence)),
      -NEAR_SURE,
      'commands in segments as large are lost as well',
    ),
  ]
}

/** As large as the hello that died, where that is known: some boxes mind some sizes and no others. */
function largeHello({
  'smtp.session': sessions,
  'smtp.step': steps,
}: {
  readonly 'smtp.session': Sight<'smtp.session'>
  readonly 'smtp.step': Sight<'smtp.step'>
}): HelloSpec {
  const dead = handshakeDeaths(sessions).find(({ fact }) => wasLarge(fact, steps))
  return dead === undefined ? LARGE_HELLO : { ...LARGE_HELLO, sizeBytes: helloBytes(dead.fact, steps) }
}
