import { wordsOf } from './words.ts'
import type { Words } from './words.ts'

const SAYINGS = [
  'delivery expired',
  'in the time limit specified',
  'message expired',
  'message too old',
  'message is too old',
  'delivery time expired',
  'time expired',
  'queue time',
  'in the queue too long',
  'in queue too long',
  'in the queue for too long',
  'queue too long',
  'message timed out',
  'retry timeout exceeded',
  'long failure period',
  'failing for a long time',
  'hosts have been failing',
  'past expiration',
  'past the expiration',
  'unreachable for too long',
  'could not be delivered for',
  'could not be delivered within',
  'could not be delivered after',
  'undelivered for',
  'not be delivered for',
  'unable to deliver in',
  'deliver this message after',
  'retry period',
  'retry time',
  'allowed queue period',
  'not been collected',
  'has expired on',
  'queue.expired',
  'queue expired',
  'maximum queue',
  'lifetime',
  'delivery attempts failed',
  'too many failures',
  'after multiple retries',
  'not delivered within',
  'not delivered after',
  'aged out',
  'cannot send message for',
  'cannot send message within',
  'sitting in queue',
  'zu lange',
  'mensaje expirado',
  'mensaje ha expirado',
  'mensaje caducado',
  'mensagem expirou',
  'mensagem expirada',
  'nachricht ist abgelaufen',
  'message a expiré',
  'délai de livraison',
  'délai de remise',
]

/** `Delivery failed 20 attempts`, `after 30 attempt(s) to deliver`. */
const ATTEMPTS =
  / not delivered (?:for|after|within|in) (?:\d{1,4}|several|many) | failed (?:after )?\d{1,4} (?:delivery )?attempts?\b| after \d{1,4} attempts? (?:s )?(?:to|of) deliver| tried for (?:\d{1,4}|several|many) (?:hours|days)| max(?:imum)? (?:number of )?(?:delivery )?(?:attempts|retries)| (?:attempts|retries) exceeded/

/** A client that gives up waiting for an answer ends a session, and the mail stays with it. */
const GIVEN_UP =
  / (?:giving|given|gave) up(?! waiting| on (?:the |our |its |a )?(?:reply|answer|response|banner|greeting))/

/** Exchange's sentence for whatever it met until the time ran out. */
const WHATEVER_IT_MET = / could not be contacted within the (?:allowed |retry )?(?:retry )?period/

/** The same words without a reason that says no more than the expiry. */
export function withoutExpiryReason(words: Words): Words {
  return WHATEVER_IT_MET.test(words.flat)
    ? wordsOf(words.raw.replace(/could not be contacted(?=\s+within)/i, 'expired'))
    : words
}

/** True when the words say that the sending side gave up after its retry time. That is no cause: the last attempt's reason is. */
export function saysExpired(words: Words): boolean {
  for (const saying of SAYINGS) if (words.flat.includes(saying)) return true
  if (ATTEMPTS.test(words.flat) || GIVEN_UP.test(words.flat)) return true
  return / 4\.4\.7 | 5\.4\.7 /.test(words.flat) && !/ (?:kernel|version|release|package|upgrad)/.test(words.flat)
}

const REASONS = [
  'econn',
  'ehost',
  'enet',
  'etimedout',
  'connection',
  'connect',
  'refused',
  'reset',
  'unreachable',
  'lost',
  'host',
  'dns',
  'mx',
  'lookup',
  'tls',
  'ssl',
  'certificate',
  'cacert',
  'greeting',
  'route',
  'name',
]

/** True when more stands there than the expiry: the reason of the last attempt may be read. */
export function holdsReason(words: Words): boolean {
  return REASONS.some((reason) => words.flat.includes(` ${reason}`))
}
