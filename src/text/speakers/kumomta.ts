import { namedPeer } from '../endpoints.ts'
import type { Grammar } from '../grammar.ts'
import { readResolverError } from '../resolver-errors.ts'
import { stageOfCommand } from '../stage-words.ts'
import { readSystemError } from '../system-errors.ts'
import { readTls } from '../tls/read-tls.ts'
import { endOfTls } from '../tls/tls-reading.ts'
import { wordsOf } from '../words.ts'

const OURS = { speaker: 'us', voice: 'mta', software: 'kumomta' } as const
const RESOLVED =
  /ResolvedAddress \{ ?name: ?"([^"]{1,255}?)\.?", addr: ?([0-9A-Fa-f.:]{3,45})[^}]{0,60}\}(?::(\d{1,5}))?/
const WAITING = /(?:waiting|awaiting)[^,]{0,60} (?:response|reply)(?: to| for)? ["']?(\w{4,10})/i

/** What the dispatcher remarks and recommends, before it names the hosts (smtp_dispatcher and ready_queue.rs). */
const SUMMARY = /^\s{0,3}All failures are related to [^.]{1,80}\. (?:Consider [^.]{1,120}\. {0,2})?/i
/** `EHLO after OpportunisticInsecure STARTTLS handshake status: failed: ` and the error of the TLS stack. */
const HANDSHAKE = /handshake status: failed: ([^\n]{1,2000})/i

const UNCONNECTED = /refused|unreachable|no route|cannot assign requested address|os error 110/

/** KumoMTA's internal failures: one clause for each host that was tried; the first that is understood is taken. */
export const kumomta: Grammar = {
  name: 'kumomta',
  signs: [
    'resolvedaddress',
    'kumomta',
    'candidate hosts',
    'is suspended',
    'next_retry',
    'ready queue',
    'no address',
    'mx host',
    'listed in mx',
    'skip_hosts',
  ],
  read(words, hints) {
    const { raw, lower } = words
    // Its own words in the form of a reply, while it lets a destination rest that did not answer.
    if (lower.includes('no answer from any hosts listed in mx'))
      return { ...OURS, rule: 'kumomta/no-answer', symptom: 'connect.failed', stage: 'connect' }
    if (hints.software !== 'kumomta' && !lower.includes('resolvedaddress') && !lower.includes('candidate hosts'))
      return undefined
    // Every host of the destination stands on a list of ours.
    if (lower.includes('on the skip_hosts list')) return { ...OURS, rule: 'kumomta/skipped', symptom: 'local.config' }
    if (/^[245]\d\d[ -]/.test(raw)) return undefined
    // An address of ours that no interface has, and the spool.
    if (lower.includes('unplumbed source address'))
      return { ...OURS, rule: 'kumomta/unplumbed', symptom: 'local.config', stage: 'connect' }
    if (lower.includes('error in deliver message') || lower.includes('error in deliver_message'))
      return { ...OURS, rule: 'kumomta/own-error', symptom: 'system.local' }
    const resolved = RESOLVED.exec(raw)
    const peer =
      resolved === null
        ? namedPeer(raw)
        : {
            ...(resolved[1] !== undefined && { host: resolved[1] }),
            ...(resolved[2] !== undefined && { address: resolved[2] }),
            ...(resolved[3] !== undefined && { port: Number(resolved[3]) }),
          }
    const hosts = wordsOf(raw.replace(/^.{0,80}?candidate hosts:?/i, '').replace(SUMMARY, ''))
    const handshake = HANDSHAKE.exec(hosts.raw)?.[1]
    const clause = handshake === undefined ? hosts : wordsOf(`TLS handshake failed: ${handshake}`)
    if (clause.lower.includes('handshake') || clause.lower.includes('tls')) {
      const tls = readTls(clause)
      if (tls !== undefined)
        return {
          ...OURS,
          rule: `kumomta/${tls.rule}`,
          symptom: tls.symptom,
          stage: tls.symptom === 'tls.required' ? 'ehlo' : 'tls',
          ...peer,
          ...endOfTls(tls),
        }
    }
    if (/aged out|too old|expired/.test(lower))
      return { ...OURS, rule: 'kumomta/expired', symptom: 'expired', expired: true }
    if (/queue is suspended|is suspended/.test(lower))
      return { ...OURS, rule: 'kumomta/suspended', symptom: 'suspended' }
    // One clause has connecting and the greeting in it: no session came about where the system says so.
    const refused = UNCONNECTED.test(lower) ? readSystemError(clause) : undefined
    if (refused !== undefined) return { ...OURS, ...refused, rule: `kumomta/${refused.rule}`, ...peer }
    if (/banner|greeting/.test(lower))
      return {
        ...OURS,
        rule: 'kumomta/banner',
        symptom: /timed? ?out|timeout/.test(lower) ? 'drop.timeout' : 'drop.lost',
        stage: 'banner',
        ...peer,
      }
    const waiting = WAITING.exec(raw)?.[1]
    if (waiting !== undefined) {
      const stage = stageOfCommand(waiting)
      return {
        ...OURS,
        rule: 'kumomta/waiting',
        symptom: /timed? ?out|timeout/.test(lower) ? 'drop.timeout' : 'drop.lost',
        ...peer,
        ...(stage !== undefined && { stage }),
      }
    }
    const names = readResolverError(clause)
    if (names !== undefined && /resolv|mx|dns|nxdomain/.test(lower.replace('resolvedaddress', '')))
      return { ...OURS, rule: `kumomta/${names.rule}`, symptom: names.symptom, stage: 'dns' }
    const error = readSystemError(clause)
    return error === undefined ? undefined : { ...OURS, ...error, rule: `kumomta/${error.rule}`, ...peer }
  },
}
