import type { Stage } from '../../domain/stage.ts'
import { namedPeer } from '../endpoints.ts'
import type { Grammar } from '../grammar.ts'
import { sentence, sentenceGrammar } from '../sentence-grammar.ts'

/** Haraka's words for what it waits for on a socket that is open: `connect` is the greeting. */
const WAITING_ON: readonly (readonly [word: string, stage: Stage])[] = [
  ['connect', 'banner'],
  ['ehlo', 'ehlo'],
  ['helo', 'ehlo'],
  ['starttls', 'starttls'],
  ['auth', 'auth'],
  ['mailbody', 'body'],
  ['mail', 'mail'],
  ['rcpt', 'rcpt'],
  ['data', 'data'],
  ['dot', 'dot'],
]

const SIGNS = [
  'remote end ',
  'ongoing connection',
  'tried all mx',
  'temp failing',
  'too many failures',
  'upstream error',
  'bouncing mail',
  'recipients failed',
  'deferred: ',
  'trying next mx',
  'no mx for',
  'nowhere to deliver',
  'dns lookup ',
  'haraka',
  'queue code=',
  'disconnect ip=',
  'secured: cipher=',
  'socket writability',
  'in pool got ',
  'while shutting down',
  'half closed connection',
  'dropped connection',
  'connection error: ',
  'connection timed out',
]

/** Haraka as a server: what became of a client, by its name and address (connection.js). */
const OF_CLIENT =
  /\bclient (?:\S{1,255} )?\[[\da-f.:]{2,45}\] (half closed connection|dropped connection|connection error: |connection timed out)/i

/** Haraka's sessions with clients, and its outbound queue (outbound/hmail.js, client_pool.js). */
export const haraka: Grammar = {
  name: 'haraka',
  signs: SIGNS,
  read(words, hints) {
    const end = OF_CLIENT.exec(words.raw)?.[1]?.toLowerCase()
    if (end === undefined) return SENTENCES.read(words, hints)
    const silent = end.includes('timed out') || (end.includes('error') && /etimedout/i.test(words.raw))
    return {
      speaker: 'us',
      voice: 'mta',
      software: 'haraka',
      rule: 'haraka/client',
      symptom: silent ? 'drop.timeout' : 'drop.lost',
      ...namedPeer(words.raw),
      ...(silent && { ended: 'silence' as const }),
    }
  },
}

const SENTENCES = sentenceGrammar({
  name: 'haraka',
  software: 'haraka',
  voice: 'mta',
  signs: SIGNS,
  quotes: [
    // What the server refused last, at the end of a session.
    { name: 'last-refused', pattern: /\bdisconnect ip=\S{2,45} [^\n]{1,1000} lr="?([45]\d\d [^"\n]{1,1000})/ },
    // A forwarding plugin hands on what the next server answered, with its code turned into Haraka's own word.
    { name: 'forwarded', pattern: /queue code=\w{1,20} msg="((?:[245]\d\d )?[^"]{4,2000})/i },
    {
      name: 'upstream',
      pattern:
        /(?:upstream error|bouncing mail|temp failing [^:]{1,200}|too many failures|recipients? (?:failed|<[^ ]{1,320} (?:deferred|bounced|rejected))|failed to send)[: (]{1,3}(?:\d{1,4} recipients? )?([245]\d\d[ -][\s\S]{0,2000})/i,
    },
  ],
  sentences: [
    sentence('remote-end', 'drop.lost', ['closed connection while we were processing|closed connection while'], {
      ended: 'fin',
    }),
    ...WAITING_ON.map(([word, stage]) =>
      sentence('waiting-on', 'drop.timeout', [`socket timeout waiting on ${word}`], { stage }),
    ),
    sentence('unwritable', 'drop.lost', ['socket writability went away']),
    // A connection that was kept for the next message: its end by a FIN is the server's good right.
    sentence('pooled-fin', 'unknown', ['in pool got fin']),
    sentence('pooled', 'drop.lost', ['in pool got an error'], { stage: 'idle' }),
    sentence('farewell', 'drop.lost', ['socket got an error while shutting down'], { stage: 'quit' }),
    sentence('no-data', 'dns.nomx', ['dns lookup of', 'resulted in no data'], { stage: 'dns' }),
    // No client needs a certificate that can be verified.
    sentence('secured', 'unknown', ['secured', ' cipher ', ' verified ']),
    // The sum of a session: what befell it has lines of its own.
    sentence('session-sum', 'unknown', ['disconnect ip ', ' esmtp ', ' rcpts ', ' msgs ']),
    sentence('lookup', 'dns.tempfail', ['dns lookup failure for|dns lookup failure error'], { stage: 'dns' }),
    sentence('no-mx', 'dns.nomx', ['no mx for|nowhere to deliver'], { stage: 'dns' }),
  ],
})
