import type { Stage } from '../../domain/stage.ts'
import { namedPeer } from '../endpoints.ts'
import type { Grammar } from '../grammar.ts'
import { readSystemError } from '../system-errors.ts'
import type { SpeakerReading } from '../text-reading.ts'
import { readTls } from '../tls/read-tls.ts'
import { wordsOf } from '../words.ts'

const OURS = { speaker: 'us', voice: 'mta', software: 'dma' } as const

/** The points that dma names (net.c, `deliver_to_host`). */
const POINTS: Readonly<Record<string, Stage>> = {
  connect: 'banner',
  'MAIL FROM': 'mail',
  'RCPT TO': 'rcpt',
  DATA: 'data',
  'final DATA': 'dot',
}
const FAILED =
  /\bremote delivery (?:deferred|failed): (\S{1,255} \[[\da-f.:]{2,45}\]) failed after ([A-Za-z ]{4,10}): ([^\n]{1,1000})/
const GREETING = /\bCould not perform server greeting at (\S{1,255} \[[\da-f.:]{2,45}\]): ([^\n]{1,1000})/
/** Its lookup says the same of a name that is not there and of no answer (dns.c): what it does with the mail tells them apart. */
const LOOKUP = /\bremote delivery (deferred|failed): DNS lookup failure: /
/** So it stands in the mail that comes back: what is given back has failed for good. */
const RETURNED = /(?:^|\n)DNS lookup failure: host \S{1,255} not found/
const HANDSHAKE = /\bremote delivery deferred: SSL handshake failed fatally: ([^\n]{1,600})/
const REPLY = /^[2-5]\d\d[ -]/

/**
 * What it tells of its way to the server, and leaves: it tries CRAM-MD5 and goes on to AUTH LOGIN where it gets none, the last line that it read
 * beside it, be it of the EHLO answer. A line that ended is told by its own words.
 */
const NOTES =
  /\bsmarthost authentication: AUTH cram-md5 not available: {0,3}(?:$|[2-5]\d\d[ -])|\bin opportunistic TLS mode, STARTTLS not available: {0,3}(?:$|[2-5]\d\d[ -])|: {1,4}Server (?:does not support|supports) STARTTLS\s{0,3}$|\bServer greeting successfully completed\b|\bSSL initialization successful\b/im

/** Dragonfly's mail agent: the lines of its net, crypto and dns sources. */
export const dma: Grammar = {
  name: 'dma',
  signs: [
    'auth cram-md5 not available',
    'failed after ',
    'could not perform server greeting',
    'dns lookup failure: ',
    'ssl handshake failed fatally',
    'in opportunistic tls mode',
    'support starttls',
    'supports starttls',
    'server greeting successfully',
  ],
  read({ raw }) {
    const failed = FAILED.exec(raw)
    if (failed !== null) return ended(failed[1] ?? '', failed[3] ?? '', POINTS[failed[2] ?? ''])
    const greeting = GREETING.exec(raw)
    if (greeting !== null) return ended(greeting[1] ?? '', greeting[2] ?? '', 'ehlo')
    const lookup = LOOKUP.exec(raw)?.[1] ?? (RETURNED.test(raw) ? 'failed' : undefined)
    if (lookup !== undefined)
      return {
        ...OURS,
        rule: 'dma/lookup',
        symptom: lookup === 'failed' ? 'dns.nxdomain' : 'dns.tempfail',
        stage: 'dns',
      }
    const handshake = HANDSHAKE.exec(raw)?.[1]
    if (handshake !== undefined) {
      const tls = readTls(wordsOf(`tls handshake ${handshake}`))
      return { ...OURS, rule: 'dma/handshake', symptom: tls?.symptom ?? 'tls.handshake.alert', stage: 'tls' }
    }
    return NOTES.test(raw) && /\bdma\[/.test(raw) ? { ...OURS, rule: 'dma/note', symptom: 'unknown' } : undefined
  },
}

function ended(where: string, words: string, stage: Stage | undefined): SpeakerReading {
  const peer = namedPeer(where)
  const at = stage === undefined ? {} : { stage }
  if (REPLY.test(words))
    return { speaker: 'peer', voice: 'peer', software: 'dma', rule: 'dma/peer-said', said: words, ...peer, ...at }
  if (words.includes('invalid syntax in reply'))
    return { ...OURS, rule: 'dma/malformed', symptom: 'protocol.malformed', ...peer, ...at }
  const error = readSystemError(wordsOf(words), false)
  return {
    ...OURS,
    rule: 'dma/ended',
    symptom: error?.symptom ?? 'drop.lost',
    ...(error?.ended !== undefined && { ended: error.ended }),
    ...peer,
    ...at,
  }
}
