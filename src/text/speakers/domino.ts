import type { Grammar } from '../grammar.ts'
import { sentence, sentenceGrammar } from '../sentence-grammar.ts'

/** The router of Domino (Notes): its reasons are those of Notes' network layer, whatever protocol it spoke. */
export const domino: Grammar = sentenceGrammar({
  name: 'domino',
  voice: 'mta',
  signs: [
    'router: ',
    'transferring to ',
    'the server may be down',
    'no route found to domain',
    'reasonable amount of time',
  ],
  quotes: [
    {
      name: 'returned',
      pattern: /smtp protocol returned a (?:permanent|transient) error:? ([245]\d\d[ -][\s\S]{1,2000})/i,
    },
  ],
  sentences: [
    sentence('no-host', 'dns.nxdomain', ['is not a known tcp/ip host|tcp/ip host unknown'], { stage: 'dns' }),
    sentence('no-route', 'route.failed', ['no route found to domain|no route found to server']),
    // What it says of a server that it cannot reach.
    sentence('down', 'connect.failed', ['the server may be down or you may be experiencing network problems'], {
      stage: 'connect',
    }),
    sentence('silence', 'drop.timeout', ['network operation did not complete in a reasonable amount of time'], {
      ended: 'silence',
    }),
  ],
})
