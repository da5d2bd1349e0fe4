import { defineCause } from '../../domain/cause.ts'
import type { View } from '../../domain/evidence.ts'
import type { SmtpSession } from '../../domain/facts/smtp-facts.ts'
import type { Remedy } from '../../domain/remedy.ts'
import { announcedLimit, messageBytes } from '../shared/message-bytes.ts'
import { postmasterOf } from '../shared/receiver-name.ts'
import { nearestDeaths } from '../shared/sessions.ts'
import { refusalClue } from './shared/refusal-clue.ts'

/** What the receiver takes and what was sent, as far as the session tells. */
function sizes(session: SmtpSession | undefined): string {
  const limit = session === undefined ? undefined : announcedLimit(session)
  const sent = session === undefined ? 0 : messageBytes(session.plan)
  if (limit === undefined)
    return 'The limit is the number after SIZE in the EHLO answer, in octets of the encoded message.'
  if (sent > 0 && sent <= limit)
    return `The receiver announces SIZE ${limit}, and refuses ${sent} octets all the same: its real limit is lower, for this sender or this recipient. An attachment grows by 37 % in base64.`
  const message = sent === 0 ? '' : `; this one has ${sent}`
  return `The receiver announces SIZE ${limit}: it takes encoded messages of up to ${limit} octets${message}. An attachment grows by 37 % in base64.`
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
  weigh: (evidence) =>
    refusalClue(evidence, ['content.size', 'limit.size'], 'the receiver says that the message is too large'),
  // Who announces more than he takes is asked for the right number.
  locusFor: (evidence) => (takesLessThanSaid(refusedLook(evidence)) ? 'receiver' : 'sender'),
  remedies(evidence) {
    const session = refusedLook(evidence)
    const letter: Remedy = {
      title: 'Ask the receiver for its limit, or a higher one',
      applies: 'by-someone-else',
      on: 'their-server',
      levers: [{ lever: 'message.size-limit', side: 'server', bytes: 52_428_800 }],
      steps: [
        {
          kind: 'ask',
          who: postmasterOf(evidence),
          text: `Your server refuses a message of ours for its size${numbersText(session)}. What is the limit, and is it meant to be as low? Many receivers take 25 to 50 MB.`,
        },
      ],
    }
    const smaller: Remedy = {
      title: 'Send a link, or a smaller attachment',
      applies: 'needs-values',
      steps: [{ kind: 'note', text: sizes(session) }],
    }
    return takesLessThanSaid(session) ? [letter, smaller] : [smaller, letter]
  },
})

function refusedLook(evidence: View<'smtp.session' | 'symptom'>): SmtpSession | undefined {
  return nearestDeaths(evidence['smtp.session'])[0]?.fact
}

function takesLessThanSaid(session: SmtpSession | undefined): boolean {
  const limit = session === undefined ? undefined : announcedLimit(session)
  const sent = session === undefined ? 0 : messageBytes(session.plan)
  return limit !== undefined && sent > 0 && sent <= limit
}

/** `: 300000 octets, though it announces SIZE 52428800`. */
function numbersText(session: SmtpSession | undefined): string {
  const sent = session === undefined ? 0 : messageBytes(session.plan)
  if (session === undefined || sent === 0) return ''
  const limit = announcedLimit(session)
  return `: ${sent} octets${limit === undefined ? '' : `${takesLessThanSaid(session) ? ', though' : '; '} it announces SIZE ${limit}`}`
}
