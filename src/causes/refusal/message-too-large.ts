import { announcedLimit } from '../../domain/announced-limit.ts'
import { defineCause } from '../../domain/cause.ts'
import type { View } from '../../domain/evidence.ts'
import type { SmtpSession } from '../../domain/facts/smtp-facts.ts'
import type { Remedy } from '../../domain/remedy.ts'
import type { Symptom } from '../../domain/symptom.ts'
import { messageBytes } from '../shared/message-bytes.ts'
import { postmasterOf } from '../shared/receiver-name.ts'
import { askFor, haveThemSet } from '../shared/remedies.ts'
import { nearestDeaths } from '../shared/sessions.ts'
import { refusalClue } from './shared/refusal-clue.ts'

const TOO_LARGE: readonly Symptom[] = ['content.size', 'limit.size']

/** What the receiver announces to take and what it refused, as far as a session tells. */
interface Sizes {
  readonly limitBytes?: number
  readonly sentBytes?: number
  /** It refuses what it announces to take. */
  readonly isLess: boolean
}

function limitText({ limitBytes, sentBytes, isLess }: Sizes): string {
  if (limitBytes === undefined)
    return 'The limit is the number after SIZE in the EHLO answer, in octets of the encoded message.'
  if (isLess)
    return `The receiver announces SIZE ${limitBytes}, and refuses ${sentBytes} octets all the same: its real limit is lower, for this sender or this recipient. An attachment grows by 37 % in base64.`
  const message = sentBytes === undefined ? '' : `; this one has ${sentBytes}`
  return `The receiver announces SIZE ${limitBytes}: it takes encoded messages of up to ${limitBytes} octets${message}. An attachment grows by 37 % in base64.`
}

export default defineCause({
  id: 'refusal/message-too-large',
  title: 'The message is larger than the receiver takes, and it says so',
  locus: 'sender',
  stages: ['mail', 'rcpt', 'data', 'body', 'dot'],
  persistence: 'until-fixed',
  prior: -1,
  decidedBy: 'SIZE in the EHLO answer, beside the size of the message',
  explanation: `The receiver's limit (SIZE in its EHLO answer) is smaller than the message; base64 makes an attachment larger by 37 %.

**Look-alikes.** A receiver that hangs up instead of saying so is \`content/size-limit-drop\`; when its 552 was lost on the way, \`content/size-reply-lost\`.`,
  references: ['RFC 1870', 'RFC 3463 §3.4 (X.3.4)'],
  needs: ['smtp.session', 'symptom'],
  weigh: (evidence) => refusalClue(evidence, TOO_LARGE, 'the receiver says that the message is too large'),
  // Who announces more than he takes is asked for the right number.
  locusFor: (evidence) => (sizesOf(evidence).isLess ? 'receiver' : 'sender'),
  remedies(evidence) {
    const sizes = sizesOf(evidence)
    const letter: Remedy = haveThemSet(
      { lever: 'message.size-limit', side: 'server', bytes: 52_428_800 },
      askFor(
        'Ask the receiver for its limit, or a higher one',
        postmasterOf(evidence),
        `Your server refuses a message of ours for its size${numbersText(sizes)}. What is the limit, and is it meant to be as low? Many receivers take 25 to 50 MB.`,
      ),
    )
    const smaller: Remedy = {
      title: 'Send a link, or a smaller attachment',
      applies: 'needs-values',
      steps: [{ kind: 'note', text: limitText(sizes) }],
    }
    return sizes.isLess ? [letter, smaller] : [smaller, letter]
  },
})

function sizesOf(evidence: View<'smtp.session' | 'symptom'>): Sizes {
  const session = refusedLook(evidence)
  if (session === undefined) return { isLess: false }
  const limitBytes = announcedLimit(session)
  const bytes = messageBytes(session.plan)
  const sentBytes = bytes === 0 ? undefined : bytes
  return {
    ...(limitBytes === undefined ? {} : { limitBytes }),
    ...(sentBytes === undefined ? {} : { sentBytes }),
    isLess: limitBytes !== undefined && sentBytes !== undefined && sentBytes <= limitBytes,
  }
}

/** The session that was told so itself: the size of another says nothing of this limit. */
function refusedLook({ symptom, 'smtp.session': sessions }: View<'smtp.session' | 'symptom'>): SmtpSession | undefined {
  return nearestDeaths(sessions, undefined, ({ kind }) => kind === 'reply').find(({ fact: { death, endpoint } }) =>
    symptom.seen.some(
      ({ fact }) =>
        fact.origin === 'live' &&
        TOO_LARGE.includes(fact.symptom) &&
        fact.stage === death.stage &&
        fact.endpoint?.address === endpoint.address,
    ),
  )?.fact
}

/** `: 300000 octets, though it announces SIZE 52428800`. */
function numbersText({ limitBytes, sentBytes, isLess }: Sizes): string {
  if (sentBytes === undefined) return ''
  const announced = limitBytes === undefined ? '' : `${isLess ? ', though' : ';'} it announces SIZE ${limitBytes}`
  return `: ${sentBytes} octets${announced}`
}
