import { sentence, sentenceGrammar } from '../sentence-grammar.ts'

/** HCL (IBM, Lotus) Domino's router: its reasons are those of Notes' network layer, whatever protocol it spoke. */
export const domino = sentenceGrammar({
  name: 'domino',
  voice: 'mta',
  signs: [
    'router ',
    'router: ',
    'smtp host',
    'messages transferred to',
    'transferring to ',
    'the server may be down',
    'no route found to domain',
    'aucune route trouv',
    'keine route zu',
    'ninguna ruta',
    'nessun instradamento',
    'nenhuma rota',
    'reasonable amount of time',
    'tcp/ip host',
  ],
  quotes: [
    {
      name: 'returned',
      pattern: /smtp protocol returned a (?:permanent|transient) error:? {1,2}([245]\d\d[ -][\s\S]{1,2000})/i,
    },
  ],
  sentences: [
    sentence('no-host', 'dns.nxdomain', ['not a known tcp/ip host|tcp/ip host unknown'], { stage: 'dns' }),
    sentence('no-route', 'route.failed', ['no route found to domain|no route found to server']),
    sentence('no-route-tongues', 'route.failed', [
      'aucune route trouv|keine route zu|ninguna ruta|nessun instradamento|nenhuma rota',
      ' domaine| domäne| dominio| domínio',
    ]),
    // What it says of a server that it cannot reach.
    sentence('down', 'connect.failed', ['the server may be down or you may be experiencing network problems'], {
      stage: 'connect',
    }),
    // Said of an attempt to connect; of a session that stood Notes says `no longer responding`.
    sentence('unanswered', 'connect.timeout', ['transferred to|connect to', 'server is not responding'], {
      stage: 'connect',
      ended: 'silence',
    }),
    sentence('silence', 'drop.timeout', ['network operation did not complete in a reasonable amount of time'], {
      ended: 'silence',
    }),
  ],
})
