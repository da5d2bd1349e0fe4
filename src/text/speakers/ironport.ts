import { sentence, sentenceGrammar } from '../sentence-grammar.ts'

/** Cisco's Secure Email Gateway, whose delivery connections have a number (`DCID`). */
export const ironport = sentenceGrammar({
  name: 'ironport',
  voice: 'mta',
  signs: [' dcid ', ' icid '],
  quotes: [
    // Its own reading of the code stands in front of the server's words, and says less: `4.1.0 - Unknown address error ('421', ['4.3.2 …'])`.
    { name: 'said', pattern: /\('([245]\d\d', \[u?['"][^\n]{2,1000})/ },
  ],
  sentences: [
    // With what it knows of the client's name.
    sentence('session-begins', 'unknown', ['new smtp icid']),
    sentence('refused', 'connect.refused', ['connection error dcid', 'connection refused'], {
      stage: 'connect',
      ended: 'rst',
    }),
    sentence('unanswered', 'connect.timeout', ['connection error dcid', 'timed out'], {
      stage: 'connect',
      ended: 'silence',
    }),
    sentence('unreachable', 'connect.unreachable', ['connection error dcid', 'unreachable|no route'], {
      stage: 'connect',
    }),
    // What Python's reader calls the end of a stream: the connection had come about.
    sentence('ended', 'drop.lost', ['connection error dcid', 'details eof'], { ended: 'fin' }),
    sentence('unconnected', 'connect.failed', ['connection error dcid', 'reason network error'], { stage: 'connect' }),
    // What came to STARTTLS was no 220.
    sentence('starttls-answer', 'tls.refused', ['tls failed starttls unexpected|tls failed: starttls unexpected'], {
      stage: 'starttls',
    }),
    // Its own limit, and not the receiver's.
    sentence('own-limit', 'limit.local_concurrency', ['dcid', 'maximum concurrency configuration']),
  ],
})
