import { sentence, sentenceGrammar } from '../sentence-grammar.ts'

/** HCL (IBM, Lotus) Domino's router: what it was doing, and behind `because:` or a colon the error of Notes. */
export const domino = sentenceGrammar({
  name: 'domino',
  voice: 'mta',
  signs: ['messages transferred to', 'smtp host', 'error transferring to', 'router ', 'tcp/ip host'],
  quotes: [
    {
      name: 'returned',
      pattern: /SMTP Protocol Returned a (?:Transient|Permanent) Error {1,2}([245]\d\d[ -][^\n]{1,600})/i,
    },
  ],
  sentences: [
    sentence('unknown-host', 'dns.nxdomain', ['not a known tcp/ip host'], { stage: 'dns' }),
    // Said of an attempt to connect; of a session that stood Notes says `no longer responding`.
    sentence('unanswered', 'connect.timeout', ['transferred to|connect to', 'server is not responding'], {
      stage: 'connect',
      ended: 'silence',
    }),
  ],
})
