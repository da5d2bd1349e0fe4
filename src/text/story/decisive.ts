import type { Stage } from '../../domain/stage.ts'
import type { Symptom } from '../../domain/symptom.ts'
import { areTogether } from './records.ts'
import { isClosedByPeer, isFailure, isOfServer, isPlainlyClosed, tellsTrouble } from './told.ts'
import type { Told } from './told.ts'

/** Words in which a program sums up what it has told before: they say less than that. */
const SUMS_UP: ReadonlySet<string> = new Set([
  'connect.failed',
  'tls.handshake.alert',
  'expired',
  'suspended',
  'retry.notyet',
  'dns.nomx',
])

/**
 * Without a TLS context, programs say, there is no TLS: what kept them from it was told before. Exim's `== … defer (110): Connection timed out`
 * is the error of whatever was done last, which the line of the host tells.
 */
function sumsUp({ reading }: Told): boolean {
  return (
    SUMS_UP.has(reading.symptom) ||
    reading.rule === 'tls/local-config' ||
    // Sendmail has one status for every wait in vain; its own line of the session tells which.
    (reading.rule === 'sendmail/deferred' && /^(?:connect|drop)\.timeout$/.test(reading.symptom)) ||
    (/^exim\/defer-\d/.test(reading.rule) && reading.host === undefined && reading.address === undefined)
  )
}

function isHandshake({ reading }: Told): boolean {
  return reading.symptom.startsWith('tls.handshake.')
}

/** `…, error follows:`, `The following error occurred:`. */
const ANNOUNCES = /\bfollow(?:s|ing)?\b[^\n]{0,40}:\s{0,4}$/i

/** What a program announces is what happened; what it says right behind, in words of its own and nobody's reply, sums that up. */
export function announced(last: Told, told: readonly Told[]): Told {
  const at = told.indexOf(last)
  const happened = told[at - 1]
  const announcing = told[at - 2]
  if (happened === undefined || announcing === undefined || last.reading.speaker !== 'unknown') return last
  const isOne = areTogether(announcing.record, happened.record) && areTogether(happened.record, last.record)
  return isOne && ANNOUNCES.test(announcing.record.text) && isFailure(happened) ? happened : last
}

const OF_THE_LINE = /^(?:dns|connect|drop|tls)\./

/** Lines without a clock are what one run of a program put out. */
function isOneOutput(one: Told, other: Told): boolean {
  return one.record.clock === undefined && other.record.clock === undefined
}

/** What says less than what was told before is read by that: the last failure before it, in the same delivery, that says more. */
export function plainest(last: Told, open: readonly Told[]): Told {
  const before = open
    .slice(0, open.indexOf(last))
    .filter((one) => areTogether(one.record, last.record) || isOneOutput(one, last))
  const { symptom } = last.reading
  if (sumsUp(last)) {
    const summed =
      before.findLast((one) => !sumsUp(one)) ?? before.findLast((one) => isHandshake(one) && !isHandshake(last))
    return summed === undefined ? last : plainest(summed, open)
  }
  // That a check failed says less than which fault it found.
  if (symptom === 'tls.cert.untrusted')
    return (
      before.findLast((one) => /^tls\.(?:cert\.(?!untrusted|rejected)|policy\.dane)/.test(one.reading.symptom)) ?? last
    )
  // The line that is lost after a handshake failed is no other failure.
  const handshake =
    symptom === 'drop.lost' || symptom === 'local.filter' || isEndOfHandshake(symptom) ? before.at(-1) : undefined
  if (handshake?.reading.symptom.startsWith('tls.') === true && !isAnotherTry(last))
    // How a handshake ended says more than that it failed.
    return isEndOfHandshake(symptom) && sumsUp(handshake) ? last : handshake
  const told = handshake === undefined ? toldOfPeer(last, open) : undefined
  if (told !== undefined) return told
  // After a refusal the line is over, and what is still written to it is lost.
  if (symptom === 'drop.lost' && last.reading.stage === undefined && last.reading.voice !== 'mta') {
    const refused = before.at(-1)
    if (refused?.reading.reply !== undefined && refused.reading.speaker === 'peer') return refused
  }
  // What words alone may mean of the mail is no other failure than the one that the system or a library named before.
  if (last.reading.voice === 'unknown' && !OF_THE_LINE.test(symptom)) {
    const named = before.at(-1)
    if (named !== undefined && OF_THE_LINE.test(named.reading.symptom) && named.reading.voice !== 'unknown')
      return named
  }
  // What failed before is why the line is closed behind it, whoever closes it: what never came about is not lost, and what was refused is over.
  if (symptom === 'drop.lost' && last.reading.stage === undefined && isPlainlyClosed(last)) {
    const failed = before.at(-1)
    if (failed !== undefined && (failed.reading.symptom.startsWith('connect.') || !isClosedByPeer(last))) return failed
  }
  // Who has waited in vain closes the line.
  return handshake?.reading.symptom === 'drop.timeout' && !tellsTrouble(last) ? handshake : last
}

/**
 * A client that comes again when its handshake has failed meets another process, and of the last time an excerpt may hold no more than that the line
 * was lost: what was told of the time before.
 */
function toldOfPeer(last: Told, open: readonly Told[]): Told | undefined {
  const { symptom, stage, address } = last.reading
  if (symptom !== 'drop.lost' || stage !== 'tls' || address === undefined) return undefined
  const earlier = open
    .slice(0, open.indexOf(last))
    .findLast((one) => one.reading.address === address && !areTogether(one.record, last.record))
  const told = earlier === undefined ? undefined : plainest(earlier, open)
  return told?.reading.symptom.startsWith('tls.') === true ? told : undefined
}

/** Our client, which was lost at a step that no handshake stands in, had tried again without one. */
function isAnotherTry(one: Told): boolean {
  const { voice, stage, symptom } = one.reading
  return voice === 'mta' && symptom === 'drop.lost' && !isOfServer(one) && stage !== undefined && !OF_TLS.has(stage)
}

const OF_TLS: ReadonlySet<Stage> = new Set<Stage>(['connect', 'ehlo', 'starttls', 'tls'])

function isEndOfHandshake(symptom: Symptom): boolean {
  return symptom === 'tls.handshake.eof' || symptom === 'tls.handshake.reset'
}
