import { namesReason } from '../reply-meaning.ts'
import { mark, type Trait } from './trait.ts'

/** Words of the client were there before the server's greeting was complete (RFC 5321 §3.1: it must wait). */
export const spokeBeforeGreeting: Trait = ({ dialogue, tls }) => {
  if (tls?.wrapped === true) return undefined
  const greeting = dialogue.answers.find((answer) => answer.to?.verb === 'CONNECT')
  const word = dialogue.said.find(({ verb }) => verb !== 'CONNECT')
  return greeting !== undefined && word !== undefined && word.frame < greeting.frame
    ? mark('the client speaks before the greeting is complete', word.frame, greeting.frame)
    : undefined
}

/** A first line of the greeting came, and its last did not. */
export const greetingBegun: Trait = ({ dialogue, waiting }) =>
  waiting?.verb === 'CONNECT' && dialogue.replyBegun ? mark('the greeting has begun', waiting.frame) : undefined

/** The refusal names a reason of its own, other than manners. */
export const namesOtherReason: Trait = ({ lastAnswer }) => {
  const cause = lastAnswer === undefined ? undefined : namesReason(lastAnswer.text)
  return cause === undefined ||
    cause === 'policy/early-talker-rejected' ||
    cause === 'policy/unauth-pipelining-rejected'
    ? undefined
    : mark('the reply names another reason', lastAnswer?.frame)
}

/** The connection began with a header of the PROXY protocol. */
export const proxyHeader: Trait = ({ dialogue }) =>
  dialogue.proxyFrame > 0 ? mark('the connection begins with a PROXY header', dialogue.proxyFrame) : undefined

/** No command of SMTP was said. */
export const nothingElseSaid: Trait = ({ dialogue }) =>
  dialogue.said.every(({ verb }) => verb === 'CONNECT') ? mark('no command was sent') : undefined

/** What the client says is no SMTP at all: HTTP, a scanner's probe. Letters that a box wrote over a command are not meant. */
export const foreignTongue: Trait = ({ dialogue, tls, limits }) => {
  if (tls?.begun === true || limits.holes) return undefined
  const words = dialogue.said.filter(({ verb }) => verb !== 'CONNECT')
  const [first] = words
  if (first === undefined || words.some(({ verb, text }) => verb !== '?' || /^[X*]{4}/i.test(text))) return undefined
  return mark('the client speaks something else than SMTP', first.frame)
}
