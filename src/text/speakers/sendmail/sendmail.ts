import type { Grammar } from '../../grammar.ts'
import { milter } from './milter.ts'
import { session } from './session.ts'
import { gaveUp, status } from './status.ts'
import { tls } from './tls.ts'
import { transcript } from './transcript.ts'

/** Sendmail's `stat=` values, transcripts of session (`>>>`, `<<<`) and server lines (deliver.c, srvrsmtp.c, collect.c, usersmtp.c). */
export const sendmail: Grammar = {
  name: 'sendmail',
  signs: [
    'deferred',
    '<<<',
    '>>>',
    'lost input channel',
    'timeout waiting for input',
    'timeout writing message',
    'collect:',
    'did not issue',
    '--- ',
    'pre-greeting traffic',
    'rcpt flood',
    'probable open proxy',
    'auth failure (',
    'on output channel',
    'points back to',
    'connections on daemon ',
    'starttls=',
    'tls handshake failed',
    'reply: read error',
    'host unknown',
    'mail loops back',
    'too many hops',
    'ruleset=',
    'could not be delivered for',
    'cannot send message',
    'service unavailable',
    'does not accept mail: mx 0',
    'stat=',
    'user unknown',
    'name server:',
    'local configuration error',
    'milter (',
  ],
  read(words, hints) {
    const reading = transcript(words) ?? milter(words) ?? session(words) ?? tls(words) ?? status(words, hints)
    return reading !== undefined && gaveUp(words) ? { ...reading, expired: true } : reading
  },
}
