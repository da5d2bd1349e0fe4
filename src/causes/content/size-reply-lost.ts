import { announcedLimit } from '../../domain/announced-limit.ts'
import { defineCause } from '../../domain/cause.ts'
import type { Experiment, Trial, Verdict } from '../../domain/experiment.ts'
import { endOf } from '../../domain/judge.ts'
import type { Outcome } from '../../domain/outcome.ts'
import type { SessionPlan } from '../../domain/plan/session-plan.ts'
import { clue, deathClue } from '../shared/clue.ts'
import { inOrder } from '../shared/in-order.ts'
import { messageBytes } from '../shared/message-bytes.ts'
import { isCut, isReset } from '../shared/outcomes.ts'
import { peerName, postmasterOf } from '../shared/receiver-name.ts'
import { askFor } from '../shared/remedies.ts'
import { endedBy, nearestDeaths } from '../shared/sessions.ts'
import { HINT, NEAR_SURE, RULED_OUT, STRONG } from '../shared/weights.ts'

/** Slow enough that the receiver's answer arrives before we have written past its close. */
const SLOW_BYTES_PER_SECOND = 40_000

export default defineCause({
  id: 'content/size-reply-lost',
  title: 'The receiver refuses the message in words, and its reset destroys the reply',
  locus: 'receiver',
  stages: ['body', 'dot'],
  persistence: 'until-fixed',
  prior: -2,
  decidedBy: "the receiver's log: it has the 552 that we never read",
  explanation: `The receiver writes \`552\` (or another refusal) in the middle of the message and closes at once, while the sender's octets still arrive. Its kernel answers them by a reset, and the reset
throws away the reply that the sender had not read yet: the application sees \`EPIPE\` or \`ECONNRESET\`.

**Look-alikes.** A receiver that cuts without a word. Only a capture, or sending slowly, shows the difference.`,
  references: ['RFC 1122 §4.2.2.13', 'RFC 2525 §2.17'],
  needs: ['smtp.session', 'flow.end'],
  alternatives: [
    {
      cause: 'content/size-limit-drop',
      decidedBy: 'a capture: a refusal that the reset threw away stands in it, before the reset',
      look: 'again.captured',
    },
  ],
  weigh(evidence) {
    const dead = nearestDeaths(evidence['smtp.session'], ['body', 'dot'], isCut).filter(
      ({ fact }) => messageBytes(fact.plan) > 0,
    )
    const reset = dead.filter(({ fact }) => endedBy(fact, isReset))
    const inOrderOnes = dead.filter(({ fact }) => endedBy(fact, isFin))
    const above = reset.filter(
      ({ fact }) => messageBytes(fact.plan) > (announcedLimit(fact) ?? Number.POSITIVE_INFINITY),
    )
    const late = dead.filter(({ fact }) => fact.unsolicited?.some((line) => /^[45]\d\d[ -]/.test(line)) === true)
    const hidden = inOrder(evidence['flow.end'].seen).filter(
      ({ fact }) =>
        fact.hiddenReply !== undefined &&
        /^[45]\d\d/.test(fact.hiddenReply) &&
        (fact.stage === 'body' || fact.stage === 'dot'),
    )
    const speaks = [
      ...deathClue(late, NEAR_SURE, 'the refusal was still in the socket when the connection was gone'),
      ...clue(
        hidden,
        NEAR_SURE,
        `the capture holds a reply that the sender never read: ${hidden[0]?.fact.hiddenReply ?? ''}`,
        { decides: 'proves', stage: hidden[0]?.fact.stage ?? 'body' },
      ),
      ...deathClue(
        above.filter((one) => !late.includes(one)),
        STRONG,
        'the message was larger than the limit that the receiver announces, so it had reason to refuse',
      ),
    ]
    if (speaks.length > 0) return speaks
    if (inOrderOnes.length > 0 && inOrderOnes.length === dead.length)
      return deathClue(
        inOrderOnes,
        RULED_OUT,
        'the connection was closed in order (FIN): a reply before that would have been read',
        { decides: 'refutes' },
      )
    return deathClue(
      reset.filter(({ fact }) => fact.death.stage === 'body'),
      HINT,
      'the connection was reset in the middle of the message',
    )
  },
  experiments(evidence, { maySend }) {
    const dead = nearestDeaths(evidence['smtp.session'], ['body', 'dot'], isCut).find(
      ({ fact }) => messageBytes(fact.plan) > 0 && !endedBy(fact, isFin),
    )
    return dead === undefined || !maySend ? [] : [slowly(dead.fact.plan)]
  },
  remedies(evidence) {
    const host = peerName(evidence)
    return [
      {
        title: 'Keep to the size that the receiver announces',
        applies: 'after-review',
        on: 'our-server',
        levers: [{ lever: 'message.size-limit', side: 'client', bytes: limitOf(evidence) }],
      },
      askFor(
        'Ask the receiver to read on before it closes',
        postmasterOf(evidence),
        `${host} refuses large messages in the middle of DATA and closes at once; the reset destroys its own 552 reply. Please refuse at MAIL by SIZE, or read the rest of the message before closing.`,
      ),
    ]
  },
})

/** A FIN comes after all that was said, and no reset with it. */
function isFin(outcome: Outcome): boolean {
  return outcome.kind === 'closed' && outcome.by === 'fin'
}

function slowly(plan: SessionPlan): Experiment {
  const fast = { name: 'at full speed', plan }
  const slow = { name: 'slowly', plan: { ...plan, bodyBytesPerSecond: SLOW_BYTES_PER_SECOND } }
  return {
    name: 'slow body',
    question: 'Does a refusal become readable when the message is sent slowly?',
    varied: `${SLOW_BYTES_PER_SECOND} octets a second instead of full speed`,
    endpoint: plan.endpoint,
    trials: 2,
    arms: [fast, slow],
    judge: (trials) => judgeSlow(trials, fast.name, slow.name),
  }
}

function judgeSlow(trials: readonly Trial[], fast: string, slow: string): Verdict {
  const cut = trials.filter(({ arm }) => arm === fast).map(endOf)
  const slowly = trials.filter(({ arm }) => arm === slow).map(endOf)
  const refused = slowly.filter((end) => end.kind === 'died' && end.refusal)
  const same = slowly.filter((end) => end.kind === 'died' && !end.refusal)
  const because = `at full speed the connection was cut in ${cut.filter((end) => end.kind === 'died' && !end.refusal).length} of ${cut.length}; slowly, a refusal was read in ${refused.length} of ${slowly.length}`
  if (same.length > 0 && refused.length === 0)
    return { judged: 'refuted', because: `sent slowly, the connection is cut without a word as well` }
  return {
    judged:
      refused.length >= 2 && cut.length >= 2 && cut.every((end) => end.kind === 'died' && !end.refusal)
        ? 'confirmed'
        : 'undecided',
    because,
  }
}

function limitOf(evidence: {
  readonly 'smtp.session': { readonly seen: readonly { readonly fact: Parameters<typeof announcedLimit>[0] }[] }
}): number {
  return (
    evidence['smtp.session'].seen.map(({ fact }) => announcedLimit(fact)).find((limit) => limit !== undefined) ??
    10_000_000
  )
}
