import { announcedLimit } from '../../domain/announced-limit.ts'
import { defineCause } from '../../domain/cause.ts'
import type { Sight } from '../../domain/evidence.ts'
import { deathClue, patternClue, toldClue } from '../shared/clue.ts'
import { messageBytes } from '../shared/message-bytes.ts'
import { isCut } from '../shared/outcomes.ts'
import { twoSessions } from '../shared/questions.ts'
import { peerName, postmasterOf, seenIn } from '../shared/receiver-name.ts'
import { askFor } from '../shared/remedies.ts'
import { type DeadSession, firstLooksAnywhere, isDead, nearestDeaths, trialsWith } from '../shared/sessions.ts'
import { reported } from '../shared/told.ts'
import { withMessageSize } from '../shared/variants.ts'
import { FAINT, HINT, STRONG } from '../shared/weights.ts'
import { LARGE_MESSAGE_BYTES, MODEST_MESSAGE_BYTES } from './shared/message.ts'

/** RFC 5321 §4.5.3.1.7: so much every server takes, and a limit below it nobody sets. */
const LEAST_LIMIT_BYTES = 65_536

export default defineCause({
  id: 'content/size-limit-drop',
  title: 'The receiver cuts the connection when a message passes its size limit, without a word',
  locus: 'receiver',
  stages: ['body', 'dot'],
  persistence: 'until-fixed',
  prior: -2,
  decidedBy: 'messages of two sizes: below the limit they pass, above it they are cut',
  look: 'again.with-small-message',
  explanation: `Instead of \`552 message size exceeds limit\`, the receiver (or a proxy before it) closes or resets when N megabytes have passed. Senders take that for a passing fault and retry
for days. The threshold is a round number of megabytes; base64 makes an attachment 1.37 times as large.

**Look-alikes.** A path-MTU fault begins at one or two kilobytes. A time limit depends on the speed, not on the size. A 552 that got lost in the reset is seen when one sends slowly.`,
  references: ['RFC 1870', 'RFC 5321 §4.5.3.1.7'],
  needs: ['smtp.session', 'symptom', 'log.pattern'],
  alternatives: [
    {
      cause: 'content/size-reply-lost',
      decidedBy: 'a capture: a refusal that the reset threw away stands in it, before the reset',
      look: 'again.captured',
    },
    {
      cause: 'firewall/flow-cut-after-bytes',
      decidedBy:
        'the receiver’s log, or in a capture the TTL of the segment that ended it, beside that of the answers before',
      look: 'again.captured',
    },
  ],
  // That size matters is shown, and not who minds it: the receiver, or a box that cuts any flow at so many octets.
  confirmedIs: 'supported',
  weigh(evidence) {
    const dead = largeCuts(evidence['smtp.session'])
    const inBody = dead.filter(({ fact }) => fact.death.stage === 'body')
    const above = dead.filter(
      ({ fact }) => messageBytes(fact.plan) > (announcedLimit(fact) ?? Number.POSITIVE_INFINITY),
    )
    const told = reported(evidence.symptom, ['drop.lost']).filter(({ fact }) => fact.stage === 'body')
    const bytesTold = told.filter(({ fact }) => (fact.bytes ?? 0) >= LARGE_MESSAGE_BYTES)
    const onlyLarge = evidence['log.pattern'].seen.filter(
      ({ fact: { pattern, symptom, stage = 'body', fromBytes = LEAST_LIMIT_BYTES } }) =>
        pattern === 'only-large' &&
        symptom === 'drop.lost' &&
        (stage === 'body' || stage === 'dot') &&
        fromBytes >= LEAST_LIMIT_BYTES,
    )
    const speaks = [
      ...deathClue(inBody, STRONG, 'the connection was cut in the middle of a large message'),
      ...deathClue(
        dead.filter((one) => !inBody.includes(one)),
        dead.some(({ fact }) => messageBytes(fact.plan) >= LEAST_LIMIT_BYTES) ? HINT : FAINT,
        'the connection was cut in or after a large message',
      ),
      ...toldClue(told, HINT, 'the MTA lost the connection in the middle of the message', { stage: 'body' }),
      ...toldClue(bytesTold, HINT, 'much of the message had been sent by then', { stage: 'body' }),
      ...patternClue(onlyLarge, STRONG, 'only large messages lose their connection'),
    ]
    if (speaks.length === 0) return []
    return [...speaks, ...deathClue(above, FAINT, 'the message was larger than the limit that the receiver announces')]
  },
  experiments(evidence, { maySend }) {
    const [dead] = largeCuts(evidence['smtp.session'])
    if (dead === undefined || !maySend) return []
    const { plan } = dead.fact
    const large = plan.message?.raw === undefined ? plan : withMessageSize(plan, messageBytes(plan))
    return [
      twoSessions(
        {
          name: 'smaller message',
          question: 'Does a message of the same making, but small, pass?',
          varied: `${MODEST_MESSAGE_BYTES} octets instead of ${messageBytes(plan)}`,
        },
        {
          fails: { name: `${messageBytes(plan)} octets`, plan: large },
          lives: { name: `${MODEST_MESSAGE_BYTES} octets`, plan: withMessageSize(plan, MODEST_MESSAGE_BYTES) },
        },
      ),
    ]
  },
  remedies(evidence) {
    const about = seenIn(evidence, largeCuts(evidence['smtp.session']))
    const host = peerName(about)
    return [
      {
        title: 'Send less, or a link',
        applies: 'needs-values',
        steps: [
          {
            kind: 'note',
            text: `The limit ${announcedText(evidence['smtp.session'])}${bracketText(evidence['smtp.session'])}: the check below with another --size narrows it down (each that passes is a mail to the recipient). An attachment grows by 37 % in base64.`,
          },
        ],
      },
      askFor(
        'Ask the receiver to say its limit',
        postmasterOf(about),
        `${host} cuts the connection ${cutAt(evidence['smtp.session'])} of large messages instead of answering 552: the limit ${announcedText(evidence['smtp.session'])}${bracketText(evidence['smtp.session'])}. Please announce it by SIZE in the EHLO answer and refuse with 552, so that senders stop retrying; or look for what else ends large sessions, a firewall before it too.`,
      ),
    ]
  },
})

/** First looks that were cut in a large message or after it. */
function largeCuts(sessions: Sight<'smtp.session'>): readonly DeadSession[] {
  return nearestDeaths(sessions, ['body', 'dot'], isCut).filter(
    ({ fact }) => messageBytes(fact.plan) >= LARGE_MESSAGE_BYTES,
  )
}

/** By the host that cut; where only a report tells of it, by the first that announces one. */
function announcedText(sessions: Sight<'smtp.session'>): string {
  const cuts = largeCuts(sessions)
  const looks = cuts.length > 0 ? cuts.slice(0, 1) : firstLooksAnywhere(sessions)
  const announced = looks.map(({ fact }) => announcedLimit(fact)).find((limit) => limit !== undefined)
  return announced === undefined ? 'is not announced' : `is not the announced SIZE ${announced}`
}

/** Between the largest message of ours that the host which cuts has taken, and the smallest that it has not. */
function bracketText(sessions: Sight<'smtp.session'>): string {
  const [first] = largeCuts(sessions)
  if (first === undefined) return ''
  const { endpoint } = first.fact
  const looks = firstLooksAnywhere(sessions).filter(({ fact }) => fact.endpoint.address === endpoint.address)
  const sent = [...looks, ...trialsWith(sessions, endpoint)].filter(
    ({ fact }) => fact.plan.message !== undefined && fact.plan.upTo === 'dot',
  )
  const taken = sent.filter(({ fact }) => fact.lived).map(({ fact }) => messageBytes(fact.plan))
  const cut = sent.filter((one) => isDead(one, ['body', 'dot'], isCut)).map(({ fact }) => messageBytes(fact.plan))
  const [largest, smallest] = [Math.max(0, ...taken), Math.min(...cut)]
  return largest === 0 || cut.length === 0 || largest >= smallest
    ? ''
    : ` and lies between ${largest} and ${smallest} octets`
}

/** In the middle for sure only where octets still waited in our own buffer, each time. */
function cutAt(sessions: Sight<'smtp.session'>): string {
  const cuts = largeCuts(sessions)
  const again = cuts.slice(0, 1).flatMap(({ fact }) => trialsWith(sessions, fact.endpoint))
  const isSure = cuts.length > 0 && ![...cuts, ...again].some((one) => isDead(one, ['dot'], isCut))
  return isSure ? 'in the middle' : 'in the middle or at the end'
}
