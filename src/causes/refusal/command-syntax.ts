import { defineCause } from '../../domain/cause.ts'
import type { View } from '../../domain/evidence.ts'
import type { Outcome } from '../../domain/outcome.ts'
import { toldClue } from '../shared/clue.ts'
import { postmasterOf } from '../shared/receiver-name.ts'
import { askFor } from '../shared/remedies.ts'
import { deaths } from '../shared/sessions.ts'
import { isAboutItself, saidByPeer, type Told, wordsOf } from '../shared/told.ts'
import { DECISIVE, HINT } from '../shared/weights.ts'

const ABOUT_THE_COMMAND =
  /\b[45]\.5\.[0-9]|syntax|recogni[sz]ed|unknown command|command|parameter|argument|sequence|implemented|understand|malformed|unsupported|not supported|invalid|\b(helo|ehlo|mail|rcpt|data|bdat|auth)\b/i

/**
 * Our own session says HELO where EHLO is not known, and its commands in their order: who knows neither, or calls them out of order
 * (503), does not speak of a fault of the sender's.
 */
function isNotOurCommand({ fact }: Told): boolean {
  if (fact.origin !== 'live') return false
  const code = fact.reply?.code
  return code === 503 || (fact.stage === 'ehlo' && (code === 500 || code === 502))
}

export default defineCause({
  id: 'refusal/command-syntax',
  title: 'The server does not understand a command of the sender',
  locus: 'sender',
  stages: ['ehlo', 'auth', 'mail', 'rcpt', 'data', 'dot'],
  persistence: 'until-fixed',
  prior: -3,
  decidedBy: 'the command as it was sent, beside the syntax that the reply asks for',
  explanation: `An answer of 500 to 504: a malformed address, a parameter that the server does not know, commands out of order.

**Look-alikes.** A box that masks commands turns them into X characters (\`firewall/smtp-inspection\`).`,
  references: ['RFC 5321 §4.2.2'],
  needs: ['smtp.session', 'smtp.step', 'symptom'],
  weigh(evidence) {
    const told = saidByPeer(evidence, {
      symptoms: ['protocol.syntax'],
      stages: ['ehlo', 'auth', 'mail', 'rcpt', 'data', 'dot'],
    }).filter((one) => !isAboutItself(one) && !isNotOurCommand(one))
    // A code of the receiver's own state beside such words (450 4.3.0 command failed) speaks of no syntax.
    // Frameworks answer 500 when their own program fails: without words about the command the code is no more than a hint.
    const about = told.filter((one) => ABOUT_THE_COMMAND.test(wordsOf(one)))
    return about.length > 0
      ? toldClue(about, DECISIVE, 'the server says that it does not understand the command', { decides: 'proves' })
      : toldClue(told, HINT, 'the code of the reply is one for commands that are not understood')
  },
  // Who refuses a command that RFC 5321 knows, in its plain form or with what he offers himself, is at fault.
  locusFor: (evidence) => (faultless(evidence) === undefined ? 'sender' : 'receiver'),
  locusOr: (evidence) => (faultless(evidence) === undefined ? undefined : 'path'),
  remedies(evidence) {
    const said = refusedCommand(evidence)?.said
    const known = faultless(evidence)
    if (said !== undefined && known !== undefined)
      return [
        askFor(
          'Ask the receiver, or whoever runs the filter before it',
          postmasterOf(evidence),
          `Your server, or a box before it, does not understand “${said}”, ${known === 'plain' ? 'which is as RFC 5321 §4.1.1 has it' : 'though it offers what stands in it in its answer to EHLO'}. Please look at what takes it for something else (a proxy, a filter, an inspecting firewall)${known === 'plain' ? '' : ', or let it no longer offer what it refuses'}.`,
        ),
      ]
    return [
      {
        title: 'Correct the command that the reply names',
        applies: 'needs-values',
        steps: [
          {
            kind: 'note',
            text: `${said === undefined ? '' : `Ours was “${said}”. `}Addresses stand in angle brackets without a space after the colon: MAIL FROM:<a@example.org>. Parameters are for servers that list their keyword in the EHLO answer (SIZE, BODY, SMTPUTF8, NOTIFY, RET, AUTH).`,
          },
        ],
      },
    ]
  },
})

const DOMAIN = String.raw`[a-z\d](?:[a-z\d-]*[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]*[a-z\d])?)+`
const LITERAL = String.raw`\[(?:[\d.]+|IPv6:[\da-f:.]+)\]`
const LOCAL = '[^\\s"(),.:;<>@[\\\\\\]\\u007f-\\uffff]+'
const MAILBOX = String.raw`${LOCAL}(?:\.${LOCAL})*@(?:${DOMAIN}|${LITERAL})`
/** Commands without parameters of extensions, and what they name in its common form (RFC 5321 §4.1.2, §4.1.3). */
const PLAIN = new RegExp(
  String.raw`^(?:MAIL FROM:<(?:${MAILBOX})?>|RCPT TO:<${MAILBOX}>|DATA|(?:EHLO|HELO) (?:${DOMAIN}|${LITERAL}))$`,
  'i',
)

/** The keyword in the answer to EHLO that a parameter belongs to (RFC 1870, 3461, 4954, 6152, 6531, 3030). */
const OFFERED_BY: Readonly<Record<string, string>> = {
  SIZE: 'SIZE',
  'BODY=8BITMIME': '8BITMIME',
  'BODY=7BIT': '8BITMIME',
  'BODY=BINARYMIME': 'BINARYMIME',
  SMTPUTF8: 'SMTPUTF8',
  AUTH: 'AUTH',
  RET: 'DSN',
  ENVID: 'DSN',
  NOTIFY: 'DSN',
  ORCPT: 'DSN',
}

type Evidence = View<'smtp.session' | 'smtp.step' | 'symptom'>

/** Nothing is wrong with the command that was refused: it has no parameters, or those that the server offers. */
function faultless(evidence: Evidence): 'plain' | 'offered' | undefined {
  const refused = refusedCommand(evidence)
  if (refused === undefined) return undefined
  const [command = '', ...parameters] = refused.said.split(/(?<=>) /)
  if (!PLAIN.test(command)) return undefined
  if (parameters.length === 0) return 'plain'
  const keywords = new Set(refused.keywords.map((line) => line.toUpperCase().split(/[ =]/, 1)[0]))
  const isOffered = (parameter: string): boolean => {
    const words = parameter.toUpperCase()
    const keyword = OFFERED_BY[words] ?? OFFERED_BY[words.split('=', 1)[0] ?? '']
    return keyword !== undefined && keywords.has(keyword)
  }
  return parameters.flatMap((one) => one.split(' ')).every(isOffered) ? 'offered' : undefined
}

/** What our own session said that it was refused for: its last words at the stage that the refusal is about, and what it was offered. */
function refusedCommand(
  evidence: Evidence,
): { readonly said: string; readonly keywords: readonly string[] } | undefined {
  const stages = saidByPeer(evidence, { symptoms: ['protocol.syntax'] }).flatMap(({ fact }) => fact.stage ?? [])
  const [dead] = deaths(evidence['smtp.session'], stages, isRefusal)
  const said = evidence['smtp.step'].seen.findLast(
    ({ fact: { session, stage, outcome } }) =>
      session === dead?.fact.session && stage === dead.fact.death.stage && isRefusal(outcome),
  )?.fact.said
  return said === undefined ? undefined : { said, keywords: dead?.fact.keywords ?? [] }
}

function isRefusal(outcome: Outcome): boolean {
  return outcome.kind === 'reply' && outcome.reply.code >= 500
}
