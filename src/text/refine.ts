import type { Stage } from '../domain/stage.ts'
import type { Symptom } from '../domain/symptom.ts'
import { withoutFrames } from './call-frames.ts'
import { defaultStage } from './meaning/default-stage.ts'
import { withoutSettings } from './report/unreal.ts'
import { readResolverError } from './resolver-errors.ts'
import { readSystemError } from './system-errors.ts'
import type { SpeakerReading } from './text-reading.ts'
import { readTls } from './tls/read-tls.ts'
import { endOfTls } from './tls/tls-reading.ts'
import { isSessionIo } from './tls/session-io.ts'
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

/** A library that says "reset" or "EOF" of a TLS handshake means the handshake; after it (`SSL_read`) it means the session. */
export function inHandshake(reading: SpeakerReading, words: Words): SpeakerReading {
  if (
    reading.voice === 'mta' &&
    reading.symptom === 'drop.lost' &&
    /ssl routines| performing tls handshake/.test(words.flat)
  ) {
    const inner = readTls(words)
    if (
      inner?.symptom.startsWith('tls.') === true &&
      (inner.ended === 'alert' || / performing tls handshake/.test(words.flat))
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
  if (
    reading.symptom === 'connect.failed' &&
    (reading.voice === 'library' || / (?:tls|ssl) error| certificate /.test(words.flat))
  ) {
    const system = readSystemError(withoutSettings(words), true)
    if (system?.symptom.startsWith('connect.') === true) return { ...reading, ...system }
    // Where connect and handshake are one call (PHP's ssl://), the failure named is the handshake's.
    const handshake = readTls(words)
    return handshake?.symptom.startsWith('tls.') === true
      ? { ...reading, rule: handshake.rule, symptom: handshake.symptom, stage: stageOfTls(handshake.symptom) ?? 'tls' }
      : reading
  }
  const vague = reading.symptom === 'drop.lost' || reading.symptom === 'drop.timeout'
  const elsewhere = reading.stage !== undefined && reading.stage !== 'tls'
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
  if (isSessionIo(words) && tls?.ended !== 'alert') return reading
  if (tls === undefined || !(tls.symptom.startsWith('tls.handshake') || tls.ended === 'alert'))
    return reading.stage === 'tls' ? { ...reading, ...endInHandshake(reading) } : reading
  return {
    ...reading,
    rule: tls.rule,
    symptom: tls.symptom,
    stage: 'tls',
    ...(tls.alert !== undefined && { tlsAlert: tls.alert }),
    ...(tls.ended !== undefined && { ended: tls.ended }),
  }
}

/** Undefined after the handshake, where a line may end at any stage. */
export function stageOfTls(symptom: Symptom): Stage | undefined {
  return symptom.startsWith('drop.') ? undefined : (defaultStage(symptom, 'us') ?? 'tls')
}
