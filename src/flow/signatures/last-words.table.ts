import type { FaultSignature } from '../signature.ts'
import { farewell, refusalBeforeEnd, serverCloses, serverReset } from '../traits/closing.ts'
import { resetBurst } from '../traits/forged-reset.ts'
import { namesOtherReason, nothingElseSaid, proxyHeader, spokeBeforeGreeting } from '../traits/manners.ts'
import { clientSilent } from '../traits/silence.ts'
import { anyOf } from '../traits/trait.ts'

/** Servers that close with a reply that says why. */
export const LAST_WORDS: readonly FaultSignature[] = [
  {
    name: 'early-talker',
    title: 'The client spoke before its turn and was turned away',
    cause: 'policy/early-talker-rejected',
    locus: 'sender',
    endedBy: 'server',
    symptom: 'policy.earlytalker',
    persistence: 'until-fixed',
    needs: [farewell, spokeBeforeGreeting],
    not: [namesOtherReason],
    marks: [serverCloses],
    next: 'wait for the whole greeting before the first command',
  },
  {
    name: 'proxy-header-refused',
    title: 'The server takes the PROXY header for a command',
    cause: 'receiver/proxy-protocol-mismatch',
    locus: 'receiver',
    endedBy: 'server',
    symptom: 'system.proxy',
    persistence: 'until-fixed',
    needs: [proxyHeader, anyOf(refusalBeforeEnd, farewell), serverCloses, nothingElseSaid],
    next: 'tell the server to expect PROXY from this balancer, or the balancer to leave it out',
  },
  {
    name: 'farewell',
    title: 'The server closes with a reply that says why',
    cause: 'by-reply',
    locus: null,
    endedBy: 'server',
    symptom: 'by-reply',
    persistence: 'unknown',
    needs: [farewell],
    marks: [clientSilent, serverCloses],
    next: 'the words of the reply',
  },
  {
    name: 'reply-lost',
    title: 'The server refused in words, and its reset threw the words away',
    cause: 'by-reply',
    locus: null,
    endedBy: 'server',
    symptom: 'by-reply',
    persistence: 'unknown',
    needs: [refusalBeforeEnd, serverCloses, serverReset],
    marks: [resetBurst],
    next: 'the reply is in the capture: read it',
  },
  {
    name: 'refused-and-closed',
    title: 'The server refused in words and closed',
    cause: 'by-reply',
    locus: null,
    endedBy: 'server',
    symptom: 'by-reply',
    persistence: 'unknown',
    needs: [refusalBeforeEnd, serverCloses],
    next: 'the words of the reply',
  },
]
