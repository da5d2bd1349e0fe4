import { scopeOf } from '../../domain/address.ts'
import { defineCause } from '../../domain/cause.ts'
import type { Sight } from '../../domain/evidence.ts'
import type { SymptomFact } from '../../domain/facts/text-facts.ts'
import { sh } from '../../domain/lever.ts'
import { toldClue } from '../shared/clue.ts'
import { reported, reportedBySender, type Told } from '../shared/told.ts'
import { HINT, NEAR_SURE } from '../shared/weights.ts'

export default defineCause({
  id: 'sender/filter-aborts',
  title: 'The sending host’s own content filter or proxy breaks the connection',
  locus: 'sender',
  stages: ['connect', 'banner', 'ehlo', 'mail', 'rcpt', 'data', 'body', 'dot'],
  persistence: 'unknown',
  prior: -2,
  decidedBy: 'the log of the content filter or proxy on the sending host',
  explanation: `Before mail leaves, it passes a filter on the same host (amavis on port 10024, rspamd's proxy, an LMTP socket). The log line names 127.0.0.1 or a socket as the relay: the network has no
part in it. The filter is down, too slow, or out of workers.

**Look-alikes.** None once the address of the relay is read: whatever is said about loopback concerns this host.`,
  references: ['Postfix FILTER_README'],
  needs: ['symptom', 'smtp.session'],
  weigh(evidence) {
    const { told, named } = aboutFilter(evidence.symptom)
    const byPort = told.filter(({ fact }) => fact.port !== undefined && fact.port >= 10_000 && fact.port <= 11_999)
    return [
      ...toldClue(told, NEAR_SURE, 'the lost connection was one to this host itself', { stage: 'dot' }),
      ...toldClue(byPort, HINT, 'the port is the usual one of a content filter', { stage: 'dot' }),
      ...toldClue(named, NEAR_SURE, 'the MTA blames its own filter', { stage: 'dot' }),
    ]
  },
  remedies: (evidence) => [
    {
      title: 'See what became of the filter, and start it again',
      applies: 'needs-values',
      on: 'our-server',
      steps: [
        sh(
          'postconf -n content_filter smtpd_proxy_filter smtpd_milters non_smtpd_milters',
          'Postfix: which filter it is, and how it is reached',
        ),
        sh(
          'ss -lntp | grep -E ":(10024|10025|10026|11332|783)\\b"; systemctl status amavis rspamd --no-pager; journalctl -k --since today | grep -i "killed process"',
          'does it listen, since when, and did the kernel end it for want of memory',
        ),
        {
          kind: 'note',
          text: 'What its own log says at that moment tells the rest. amavis: $max_servers must equal maxproc of the transport in master.cf, or the surplus connections wait and time out.',
        },
      ],
    },
    // Who is cut off gains nothing by patience.
    ...(isCutOff(evidence.symptom)
      ? []
      : [
          {
            title: 'Give the clients of the filter more patience',
            applies: 'after-review' as const,
            on: 'our-server' as const,
            levers: [{ lever: 'filter.timeout' as const, seconds: 1200 }],
          },
        ]),
  ],
})

/** What was reported of connections to this host itself, and what the MTA says of its filter. */
function aboutFilter(symptoms: Sight<'symptom'>): Record<'told' | 'named', readonly Told[]> {
  const told = reported(symptoms).filter(
    ({ fact }) => isLocal(fact) && !isSubmission(fact) && /^(drop|connect|reply\.421)/.test(fact.symptom),
  )
  const named = reportedBySender(symptoms, ['local.filter', 'system.filter']).filter((one) => !told.includes(one))
  return { told, named }
}

function isCutOff(symptoms: Sight<'symptom'>): boolean {
  const { told, named } = aboutFilter(symptoms)
  return [...told, ...named].some(({ fact }) => fact.symptom === 'drop.lost' || CUT_OFF.test(fact.words))
}

const CUT_OFF = /\b(?:lost|closed|reset|refused|broken)\b/i

/** What programs submit mail to: the host's own mail server, which is no filter. */
const SUBMISSION_PORTS: ReadonlySet<number> = new Set([25, 465, 587, 2525])

/** A connect that failed to this host's own mail server: an MTA says the port of its filter, or is known by its words. */
function isSubmission({ symptom, port, software, host }: SymptomFact): boolean {
  if (!symptom.startsWith('connect.') || host?.includes('/') === true) return false
  return port === undefined ? software === undefined || software === 'nodemailer' : SUBMISSION_PORTS.has(port)
}

/** Who connected to our server is a client of it. */
const FROM_CLIENT = /\bconnection from (?:\S{1,255} )?\[?(?:localhost|127\.|::1)/i

function isLocal({ address, host, words }: SymptomFact): boolean {
  if (FROM_CLIENT.test(words)) return false
  if (address !== undefined) return scopeOf(address) === 'loopback'
  if (host !== undefined)
    return host === 'localhost' || scopeOf(host) === 'loopback' || host.startsWith('/') || host.startsWith('private/')
  return /\b(with|to) (localhost|127\.0\.0\.1)\b/.test(words)
}
