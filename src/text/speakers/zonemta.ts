import { namedPeer } from '../endpoints.ts'
import type { Grammar } from '../grammar.ts'
import { readResolverError } from '../resolver-errors.ts'
import { readSystemError } from '../system-errors.ts'
import type { SpeakerReading } from '../text-reading.ts'
import { wordsOf } from '../words.ts'
import type { Words } from '../words.ts'

const OURS = { speaker: 'us', voice: 'mta', software: 'zonemta' } as const

/** ZoneMTA and mx-connect below it (WildDuck, Forward Email). Older versions put a `450` of their own before these sentences. */
export const zonemta: Grammar = {
  name: 'zonemta',
  signs: ['mx server', 'mail exchange (mx)', 'dns error: ', 'network error: ', 'policy error: ', 'to queue server'],
  read(words) {
    const { lower } = words
    // Its parts are processes of their own, and the queue is one of them (lib/transport/client.js).
    if (/\bconnection to queue server (?:closed|ended|failed|lost)/.test(lower))
      return { ...OURS, rule: 'zonemta/queue-server', symptom: 'local.delivery' }
    const connecting = /network error when connecting to mx server|when connecting to mx server/.exec(lower)
    if (connecting !== null) return connect(words, connecting.index)
    if (lower.includes('mta-sts policy check failed'))
      return { ...OURS, rule: 'zonemta/mta-sts', symptom: 'tls.policy.mtasts', ...namedPeer(words.raw) }
    if (
      /unable to establish a connection with any of the mail exchange|connection to the mail exchange \(mx\) server of/.test(
        lower,
      )
    )
      return { ...OURS, rule: 'zonemta/no-server', symptom: 'connect.failed', stage: 'connect' }
    return names(words)
  },
}

/** `Network error when connecting to MX server H[IP] for D: <words of errno>` */
function connect(words: Words, at: number): SpeakerReading {
  const sentence = words.raw.slice(at)
  const colon = sentence.lastIndexOf(': ')
  const error = readSystemError(colon === -1 ? words : wordsOf(sentence.slice(colon)), true) ?? {
    symptom: words.lower.includes('timed out') ? ('connect.timeout' as const) : ('connect.failed' as const),
    rule: 'other',
    stage: 'connect' as const,
  }
  return { ...OURS, ...error, rule: `zonemta/${error.rule}`, ...namedPeer(sentence) }
}

function names(words: Words): SpeakerReading | undefined {
  const { lower } = words
  const nowhere =
    /can't find an mx server for|no mail exchange \(mx\) servers were found|failed to resolve any ip addresses for the mail exchange|unable to deliver email to the ip address|no mx server found|answer with no data/.test(
      lower,
    )
  if (nowhere) return { ...OURS, rule: 'zonemta/no-mx', symptom: 'dns.nomx', stage: 'dns' }
  if (!/dns error occurred while resolving|^\(?dns error: /.test(lower)) return undefined
  const symptom = lower.includes('domain name not found')
    ? 'dns.nxdomain'
    : /misformatted dns reply|claims query was misformatted/.test(lower)
      ? 'dns.badreply'
      : (readResolverError(words)?.symptom ?? 'dns.tempfail')
  return { ...OURS, rule: 'zonemta/dns', symptom, stage: 'dns' }
}
