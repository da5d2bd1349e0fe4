import { defineCause, type Clue } from '../../domain/cause.ts'
import { heldClues } from '../rate/shared/own-connections.ts'
import { CONCURRENT_WORDS, CONNECTION_RATE_WORDS, ONE_CLIENT_WORDS } from '../rate/shared/wording.ts'
import { comparedClue, toldClue } from '../shared/clue.ts'
import { isRefused } from '../shared/outcomes.ts'
import { postmasterOf } from '../shared/receiver-name.ts'
import { askFor, waitAndRetry } from '../shared/remedies.ts'
import { connected, deaths, trialsWith } from '../shared/sessions.ts'
import { saidByPeer, wordsOf } from '../shared/told.ts'
import { DECISIVE, times } from '../shared/weights.ts'

/** Load, not our behaviour: what servers say when they have no process or no time left for anybody. */
const OVERLOADED =
  /\btoo much load\b|\bload (average|is)\b|\b(system|server|machine|host) load\b|\boverload(ed)?\b|\ball server ports are busy\b|\b(server|system) (is )?(too |currently |temporarily )?(busy|overloaded)\b|\btoo busy\b|\btoo many (smtp )?processes\b|\binsufficient (system )?resources\b/i
/** The kernel's words for a host that has no process, descriptor or memory left (errno(3)): at whichever stage, they are about nobody's mail. */
const EXHAUSTED =
  /\bresource temporarily unavailable\b|\btoo many open files\b|\bcan(not|'t| not) (fork|allocate memory)\b|\bfork(ing)? failed\b|\bunable to fork\b|\bout of (memory|processes|file descriptors)\b/i
/** The same words in the mouth of a provider that throttles one sender, or of a full disk. */
const NOT_LOAD =
  /\b4\.7\.[56]\d\d\b|\bAS\(\d|\byour (ip|host|server|domain|account)\b|\bfrom your\b|\bstorage\b|\bdisk\b|\b4\.3\.1\b/i

const STAGES = ['connect', 'banner', 'ehlo', 'mail', 'rcpt', 'data', 'dot'] as const

export default defineCause({
  id: 'receiver/overload-refusal',
  title: 'The receiver refuses connections because its host is overloaded',
  locus: 'receiver',
  stages: [...STAGES],
  persistence: 'passes-by-itself',
  prior: -2,
  decidedBy: "the receiver's load at that moment",
  explanation: `The server's load average, its process count or its port count has reached a limit, and it turns everybody away with a 421 (Exim, postscreen)
or closes its port for a while (Sendmail's RefuseLA).

**Look-alikes.** A limit for one client names the client ("from your IP", "per source"); this one meets all. Where no client is named, whether
we held other connections tells how likely it is that ours were counted. A provider's "server busy" with a
4.7.5xx code is a throttle of one sender.`,
  references: ['RFC 5321 §3.8', 'https://www.postfix.org/POSTSCREEN_README.html'],
  needs: ['smtp.session', 'symptom', 'host.connections'],
  alternatives: [
    {
      cause: 'rate/concurrency-limit',
      decidedBy: 'the text, or a session from another address: an overload meets all',
      look: 'again.from-other-address',
    },
  ],
  weigh(evidence) {
    const words = saidByPeer(evidence, {
      words: OVERLOADED,
      but: NOT_LOAD,
      stages: ['connect', 'banner', 'ehlo', 'mail'],
    })
    const exhausted = saidByPeer(evidence, { words: EXHAUSTED, but: NOT_LOAD, stages: STAGES }).filter(
      (told) => !words.includes(told),
    )
    const allTogether = saidByPeer(evidence, {
      symptoms: ['limit.connections', 'reply.421.toomanyconn'],
      words: CONCURRENT_WORDS,
      but: CONNECTION_RATE_WORDS,
    }).filter((told) => !ONE_CLIENT_WORDS.test(wordsOf(told)))
    const clues: Clue[] = [
      ...toldClue(words, DECISIVE, 'the receiver says that it is overloaded', { decides: 'proves' }),
      ...toldClue(exhausted, DECISIVE, 'the receiver says that its host has no process, descriptor or memory left', {
        decides: 'proves',
      }),
      ...toldClue(allTogether, times(20), 'the receiver says that there are too many connections, and names no client'),
      ...heldClues(allTogether, evidence['host.connections'], { none: times(3), some: -times(8) }),
    ]
    const refused = deaths(evidence['smtp.session'], ['connect'], isRefused)
    const [first] = refused
    if (first === undefined) return clues
    const taken = trialsWith(evidence['smtp.session'], first.fact.endpoint).filter(
      ({ fact }) => fact.plan.bind === undefined && fact.endpoint.port === first.fact.endpoint.port && connected(fact),
    )
    clues.push(...comparedClue([first], taken, times(6), 'the port that refused us takes connections by turns'))
    return clues
  },
  remedies: (evidence) => [
    waitAndRetry('The next retry, or the next MX host, takes the message. Do not shorten the retry interval.'),
    askFor(
      'Tell the receiver if it lasts',
      postmasterOf(evidence),
      'Your MX refuses connections for lack of resources (its words are below). Since when is the load so high?',
    ),
  ],
})
