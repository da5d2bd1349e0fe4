import type { Stage } from '../domain/stage.ts'
import type { Symptom } from '../domain/symptom.ts'
import { withoutFrames } from './call-frames.ts'
import { defaultStage } from './meaning/default-stage.ts'
import { withoutSettings } from './report/unreal.ts'
import { readResolverError } from './resolver-errors.ts'
import { readSystemError } from './system-errors.ts'
import type { SpeakerReading } from './text-reading.ts'
import { readTls } from './tls/read-tls.ts'
import { isSessionIo } from './tls/session-io.ts'
import { endOfTls } from './tls/tls-reading.ts'
import type { TlsReading } from './tls/tls-reading.ts'
import { wordsOf } from './words.ts'
import type { Words } from './words.ts'

/** Libraries wrap every failed lookup and every bad certificate in one sentence; the words inside say which it was. */
export function exact(reading: SpeakerReading, words: Words): SpeakerReading {
  if (reading.voice !== 'library') return reading
  if (reading.symptom === 'dns.nxdomain') {
    const names = readResolverError(words)
    return names?.symptom === 'dns.tempfail' ? { ...reading, ...names } : reading
  }
  const wanted =
    reading.symptom === 'tls.cert.untrusted'
      ? 'tls.cert.'
      : reading.symptom === 'tls.handshake.alert'
        ? 'tls.'
        : undefined
  if (wanted === undefined) return reading
  const tls = readTls(withoutSettings(words))
  if (tls?.symptom.startsWith(wanted) !== true || VAGUE_TLS.has(tls.symptom)) return reading
  return {
    ...reading,
    rule: tls.rule,
    symptom: tls.symptom,
    ...endOfTls(tls),
  }
}

/** Readings that say less than `the handshake failed`. */
const VAGUE_TLS: ReadonlySet<Symptom> = new Set<Symptom>([
  'tls.refused',
  'tls.required',
  'tls.local.config',
  'tls.handshake.alert',
])

/** The same ends of a line have names of their own while hands are shaken. */
export function endInHandshake({ symptom, ended }: Pick<SpeakerReading, 'symptom' | 'ended'>): Partial<SpeakerReading> {
  if (symptom === 'drop.timeout') return { symptom: 'tls.handshake.timeout' }
  return symptom === 'drop.lost' ? { symptom: ended === 'rst' ? 'tls.handshake.reset' : 'tls.handshake.eof' } : {}
}

/** Before the connection stands there is none to lose. */
export function endInConnect({ symptom, ended }: Pick<SpeakerReading, 'symptom' | 'ended'>): Partial<SpeakerReading> {
  if (symptom === 'drop.timeout') return { symptom: 'connect.timeout' }
  return symptom === 'drop.lost' ? { symptom: ended === 'rst' ? 'connect.reset' : 'connect.failed' } : {}
}

/** What a program's words tie to the handshake ended there; a mail server's `lost connection after STARTTLS` tells only what came last, and a stack knows a session's end. */
export function endAtStage(reading: SpeakerReading): SpeakerReading {
  const isOfSession = reading.voice === 'mta' || reading.voice === 'tls'
  return reading.stage === 'tls' && !isOfSession ? { ...reading, ...endInHandshake(reading) } : reading
}

/** A library that says "reset" or "EOF" of a TLS handshake means the handshake; after it (`SSL_read`) it means the session. */
export function inHandshake(reading: SpeakerReading, words: Words): SpeakerReading {
  if (
    reading.voice === 'mta' &&
    reading.symptom === 'drop.lost' &&
    /ssl routines| performing tls handshake| violation of protocol /.test(words.flat)
  ) {
    const inner = readTls(words)
    if (
      inner?.symptom.startsWith('tls.') === true &&
      (inner.ended === 'alert' ||
        inner.says === 'why' ||
        / performing tls handshake| violation of protocol /.test(words.flat))
    )
      return {
        ...reading,
        rule: inner.rule,
        symptom: inner.symptom,
        stage: 'tls',
        ...endOfTls(inner),
      }
  }
  if (
    reading.voice === 'library' &&
    reading.symptom?.startsWith('connect.') === true &&
    / ssl operation failed | openssl error/.test(words.flat)
  ) {
    const inner = readTls(words)
    if (inner?.symptom.startsWith('tls.') === true && !VAGUE_TLS.has(inner.symptom))
      return { ...reading, rule: inner.rule, symptom: inner.symptom, stage: 'tls' }
  }
  const behind = behindConnect(reading, words)
  if (behind !== undefined) return behind
  const vague = reading.symptom === 'drop.lost' || reading.symptom === 'drop.timeout'
  // A stack's own error of a line that ended is told of the handshake that STARTTLS began.
  const isOfStack = reading.stage === 'starttls' && OF_STACK.test(words.flat)
  const elsewhere = reading.stage !== undefined && reading.stage !== 'tls' && !isOfStack
  if (!vague || reading.voice === 'mta' || elsewhere) return reading
  const tls = readTls(
    wordsOf(
      withoutFrames(words).raw.replaceAll(
        /\bisSSL (?:true|false)|\btls=(?:on|off)\b|secure\(ssl\): ?no\b|\b(?:ssl|tls)(?:v[\d.]{1,3})?:\/\//gi,
        '',
      ),
    ),
  )
  // Reading and writing come after the handshake; but the peer's own alert tells more than the end of the line that followed it.
  if (isSessionIo(words) && tls?.ended !== 'alert') return endAtStage(reading)
  if (tls === undefined || !(tls.symptom.startsWith('tls.handshake') || tls.ended === 'alert'))
    return endAtStage(reading)
  return {
    ...reading,
    rule: tls.rule,
    symptom: tls.symptom,
    stage: 'tls',
    ...(tls.alert !== undefined && { tlsAlert: tls.alert }),
    ...(tls.ended !== undefined && { ended: tls.ended }),
  }
}

/**
 * Where connect and handshake are one call (PHP's `ssl://`, `failed to connect to mx:465: x509: …`), the failure that is named may be the
 * handshake's. How a line ended is told of a connection, too: it takes a reason to tell that one stood.
 */
function behindConnect(reading: SpeakerReading, words: Words): SpeakerReading | undefined {
  if (reading.speaker !== 'us' || reading.stage !== 'connect' || UNREACHED.has(reading.symptom ?? 'unknown'))
    return undefined
  const isTold = reading.voice === 'library' || / (?:tls|ssl) error| certificate /.test(words.flat)
  const handshake = readTls(withoutFrames(words))
  // What a stack names is no word of the system's: a certificate that expired is no time that did.
  if (reading.symptom === 'connect.failed' && isTold && (handshake === undefined || !tellsReason(handshake))) {
    const system = readSystemError(withoutSettings(words), true)
    if (system?.symptom.startsWith('connect.') === true) return { ...reading, ...system }
  }
  if (handshake?.symptom.startsWith('tls.') !== true) return undefined
  const hasStood = tellsReason(handshake) || HANDSHAKE.test(words.flat)
  if (!hasStood && !(reading.symptom === 'connect.failed' && isTold)) return undefined
  return {
    ...reading,
    rule: handshake.rule,
    symptom: handshake.symptom,
    stage: stageOfTls(handshake.symptom) ?? 'tls',
    ...endOfTls(handshake),
  }
}

/** A host that answers so, or not at all, has shaken no hand. */
const UNREACHED: ReadonlySet<Symptom> = new Set<Symptom>(['connect.refused', 'connect.unreachable'])

/** Python's and Ruby's errors by their classes, and OpenSSL's words. */
const OF_STACK = / (?:ssl\.?ssl\w{0,20}error:?|openssl::ssl::sslerror|violation of protocol|ssl routines) /

/** Only a connection that stood is one to find such fault with. */
function tellsReason({ says, rule, alert, symptom }: TlsReading): boolean {
  return (
    (says === 'why' && symptom !== 'tls.refused') ||
    says === 'check' ||
    rule.startsWith('tls/named/') ||
    alert !== undefined ||
    symptom === 'tls.required'
  )
}

/** Hands were shaken, or were to be: what ended was no attempt to connect. */
const HANDSHAKE =
  / (?:handshak\w{1,3}|hello|(?:tls|ssl) negotiation|(?:tls|ssl) error \d{5}|violation of protocol|before secure tls connection) /

/** Undefined after the handshake, where a line may end at any stage. */
export function stageOfTls(symptom: Symptom): Stage | undefined {
  return symptom.startsWith('drop.') ? undefined : (defaultStage(symptom, 'us') ?? 'tls')
}
