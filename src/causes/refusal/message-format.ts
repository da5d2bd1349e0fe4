import { defineCause } from '../../domain/cause.ts'
import type { View } from '../../domain/evidence.ts'
import { saidByPeer } from '../shared/told.ts'
import { refusalClue } from './shared/refusal-clue.ts'
import { isPlainTest, refusedTest, sendYourOwn } from './shared/test-message.ts'

const SAID = ['content.format', 'protocol.smtputf8'] as const

export default defineCause({
  id: 'refusal/message-format',
  title: 'The message breaks a rule of format that the receiver enforces',
  locus: 'sender',
  stages: ['mail', 'data', 'body', 'dot'],
  persistence: 'until-fixed',
  prior: -2,
  decidedBy: 'the same envelope with a plain message',
  look: 'again.with-plain-message',
  explanation: `A missing or doubled header, 8-bit data without a declaration, a forbidden attachment type, lines beyond 998 octets: the receiver names the rule.

**Look-alikes.** Bare line feeds have a cause of their own (\`protocol/bare-lf-end-of-data\`).`,
  references: ['RFC 5322', 'RFC 3463 §3.7 (X.6.0)'],
  needs: ['smtp.session', 'symptom'],
  weigh: (evidence) => refusalClue(evidence, SAID, 'the receiver says that the message is not well-formed'),
  locusOr: (evidence) => (isPlainTest(refusedTest(evidence, SAID)) ? 'receiver' : undefined),
  remedies(evidence) {
    const words = wordsToUs(evidence)
    const header = namedHeader(words)
    const isDoubled = words.some((text) => DOUBLED.test(text))
    return [
      ...(isPlainTest(refusedTest(evidence, SAID))
        ? [sendYourOwn('it is composed as RFC 5322 asks, so the receiver asks for more, or minds an address in it')]
        : []),
      {
        title: 'Mend the message at the program that composes it',
        applies: 'needs-values',
        steps: [
          {
            kind: 'note',
            text: `${header === undefined ? '' : `The reply is about ${header}. `}${isDoubled ? 'It speaks of one too many: look which program adds a second one, or uses one anew. ' : ''}Exactly one From, one Date, one Message-ID; encode what is not ASCII; fold lines at 998 octets. The log of the sending server names the program or the client that handed the message in.`,
          },
        ],
      },
      ...(header !== undefined &&
      ADDED_BY_SERVERS.includes(header) &&
      !isDoubled &&
      words.some((text) => LACKING.test(text))
        ? [
            {
              title: `Or let our server add a ${header} that is missing`,
              applies: 'after-review' as const,
              steps: [
                {
                  kind: 'note' as const,
                  text: 'Postfix: always_add_missing_headers = yes. Exim: control = submission in the ACL that takes the message. Sendmail adds them by itself.',
                },
              ],
            },
          ]
        : []),
    ]
  },
})

/** Headers that a mail server may add where they are missing (RFC 6409 §8). */
const ADDED_BY_SERVERS: readonly string[] = ['Message-ID', 'Date']
const HEADERS = [
  'Message-ID',
  'Date',
  'From',
  'To',
  'Subject',
  'Sender',
  'Content-Type',
  'Content-Transfer-Encoding',
] as const

const DOUBLED =
  /\b(?:duplicate[ds]?|doubled?|multiple|more than one|two|second|several|repeated)\b(?! (?:e-?mail )?addresses)|\balready (?:seen|used|received)\b/i
const LACKING =
  /\b(?:miss(?:ing|es)|lack(?:ing|s)?|without|no|absent|requir(?:ed?|es)|must (?:have|contain|include)|needs?)\b/i

function wordsToUs(evidence: View<'smtp.session' | 'symptom'>): readonly string[] {
  return saidByPeer(evidence, { symptoms: ['content.format'] }).map(({ fact }) => fact.words)
}

/** The first header field that the reply names, as such: `to` and `from` are words of every sentence. */
function namedHeader(words: readonly string[]): (typeof HEADERS)[number] | undefined {
  return HEADERS.find((header) => {
    // `message-id` is no other word in any spelling; `date` and `to` are.
    const flags = header.includes('-') ? 'i' : ''
    const named = new RegExp(
      `(?<!-)\\b${header}\\b(?:["'”]|:| ?(?:header|field|line)s?\\b)|\\b[Dd]uplicate ${header}\\b`,
      flags,
    )
    return words.some((text) => named.test(text))
  })
}
