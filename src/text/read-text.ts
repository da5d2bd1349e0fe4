import type { Stage } from '../domain/stage.ts'
import type { Symptom } from '../domain/symptom.ts'
import { assembled } from './assemble.ts'
import type { Around } from './assemble.ts'
import { withoutFrames } from './call-frames.ts'
import { namedPeer } from './endpoints.ts'
import { holdsReason, saysExpired } from './expiry.ts'
import { defaultStage } from './meaning/default-stage.ts'
import { meaningOf, readReply } from './meaning/read-reply.ts'
import { speaksOfMail } from './mail-matter.ts'
import { isOtherMatter, mayReportMail } from './other-matter.ts'
import { anyIn, gramsOf, literal } from './phrase.ts'
import { findReply } from './reply-grammar.ts'
import { readResolverError } from './resolver-errors.ts'
import { SPEAKERS } from './speakers/speakers.ts'
import { stageFromWords } from './stage-words.ts'
import { readSystemError } from './system-errors.ts'
import type { SpeakerReading, TextHints, TextReading } from './text-reading.ts'
import { readTls, speaksOfTls } from './tls/read-tls.ts'
import { saysUnconnected } from './tongues.ts'
import { unframed } from './unwrap/frame.ts'
import { withoutGuesses, withoutRequests } from './unwrap/guesses.ts'
import { jsonFields } from './unwrap/json-fields.ts'
import { peeled } from './unwrap/wrappers.ts'
import { cleaned, wordsOf } from './words.ts'
import type { Words } from './words.ts'

/**
 * Reads one reply, log line, exception or diagnostic: who speaks, which symptom, at which stage, how it ended, about whom.
 * Pure and total: any text gives a reading, and a text that says nothing known gives `unknown`, never a guess.
 */
export function readText(text: string, hints: TextHints = {}): TextReading {
  const clean = cleaned(text)
  const { core, around, command } = unwrapped(clean.text)
  const known: TextHints = {
    ...hints,
    ...(around.software !== undefined && hints.software === undefined && { software: around.software }),
    ...(around.speaker === 'us' || around.speaker === 'peer' ? { speaker: hints.speaker ?? around.speaker } : {}),
  }
  const words = wordsOf(core)
  if (!isToldOfMail(hints, around) && isOtherMatter(wordsOf(clean.text)))
    return assembled(clean, core, around, NOTHING, undefined, command, hints)
  // What the live peer says is a reply, whatever words it borrows.
  const spoken = hints.speaker === 'peer' ? undefined : ownWords(words, known)
  const said = spoken?.said
  const host = spoken?.host ?? around.host ?? hints.host
  if (spoken !== undefined && (said === undefined || spoken.symptom !== undefined))
    return assembled(
      clean,
      core,
      around,
      spoken,
      said === undefined ? undefined : findReply(said)?.reply,
      command,
      hints,
    )
  // Inside our own MTA's wrapper a code is that MTA's own digit, not something that came over the wire.
  const own = spoken === undefined && known.speaker === 'us' ? general(words, known) : undefined
  if (own !== undefined && own.voice !== 'unknown')
    return assembled(clean, core, around, ownDigits(own, words), undefined, command, hints)
  const peerText = said ?? core
  const read = spoken !== undefined || knownPeer(core, known) ? readReply(peerText, host) : undefined
  if (read !== undefined) {
    const base: SpeakerReading = spoken ?? { speaker: 'peer', voice: 'peer', rule: read.rule }
    const stage = spoken?.stage ?? stageFromWords(words.flat)
    const whole: SpeakerReading = {
      ...(spoken === undefined && known.speaker !== 'peer' && saysExpired(words) && { expired: true }),
      ...base,
      rule: read.rule,
      symptom: possibleAt(read.symptom, stage, read.reply?.code),
      words: peerText,
      ...(stage !== undefined && { stage }),
    }
    return assembled(clean, core, around, whole, read.reply, command, hints, read.stage)
  }
  if (spoken !== undefined)
    return assembled(clean, core, around, { ...spoken, symptom: 'unknown' }, undefined, command, hints)
  return assembled(clean, core, around, general(words, known), undefined, command, hints)
}

/** What cannot be said yet at a stage is about what was said at it: no sender and no recipient is named before MAIL. */
function possibleAt(symptom: Symptom, stage: Stage | undefined, code: number | undefined): Symptom {
  if (stage === 'ehlo' && symptom === 'sender.domain') return 'policy.helo'
  // 554 in place of the banner: no service for this client (RFC 5321 §3.1).
  return stage === 'banner' && symptom === 'unknown' && code !== undefined && code >= 500 ? 'policy.other' : symptom
}

const NOTHING: SpeakerReading = { speaker: 'unknown', voice: 'unknown', rule: 'none', symptom: 'unknown' }

/** The caller or a mail program's log frame vouches that the text is about mail. */
function isToldOfMail(hints: TextHints, around: Around): boolean {
  return (
    hints.speaker !== undefined ||
    hints.software !== undefined ||
    (hints.origin !== undefined && hints.origin !== 'user') ||
    around.software !== undefined
  )
}

interface Unwrapped {
  readonly core: string
  readonly around: Around
  readonly command?: string
}

function unwrapped(text: string): Unwrapped {
  const json = jsonFields(text) ?? jsonBehind(text)
  const framed = unframed(withoutRequests(withoutGuesses(json?.core ?? text)))
  let core = framed.core
  let around: Around = { ...json?.around, ...framed.around }
  for (let depth = 0; depth < 8; depth += 1) {
    const inner = peeled(core)
    if (inner === undefined || inner.core.trim() === '') break
    core = inner.core.trim()
    around = { ...around, ...inner.around }
  }
  return { core, around, ...(json?.command !== undefined && { command: json.command }) }
}

/** Go's loggers set a record behind their sentence: `delivery attempt failed {"reason":"…"}`. */
function jsonBehind(text: string): ReturnType<typeof jsonFields> {
  const at = text.endsWith('}') ? text.indexOf('{"') : -1
  const found = at > 0 ? jsonFields(text.slice(at)) : undefined
  return found !== undefined && /[a-z]{3}/i.test(found.core) ? found : undefined
}

// Signs are sought in the lower-case text, because punctuation (`<<<`, `[internal]`) tells programs apart.
const GRAMMARS = SPEAKERS.map((grammar) => ({ grammar, signs: grammar.signs.map(literal) }))

function ownWords(words: Words, hints: TextHints): SpeakerReading | undefined {
  const grams = gramsOf(words.lower)
  for (const { grammar, signs } of GRAMMARS) {
    if (!anyIn(words.lower, grams, signs)) continue
    const reading = grammar.read(words, hints)
    if (reading !== undefined) return inHandshake(exact(reading, words), words)
  }
  return undefined
}

/** Libraries wrap every failed lookup and every bad certificate in one sentence; the words inside say which it was. */
function exact(reading: SpeakerReading, words: Words): SpeakerReading {
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
  const tls = readTls(words)
  if (tls?.symptom.startsWith(wanted) !== true || VAGUE_TLS.has(tls.symptom)) return reading
  return {
    ...reading,
    rule: tls.rule,
    symptom: tls.symptom,
    ...(tls.alert !== undefined && { tlsAlert: tls.alert }),
    ...(tls.ended !== undefined && { ended: tls.ended }),
  }
}

/** Readings that say less than `the handshake failed`. */
const VAGUE_TLS: ReadonlySet<Symptom> = new Set<Symptom>([
  'tls.refused',
  'tls.required',
  'tls.local.config',
  'tls.handshake.alert',
])

/** A library that says "reset" or "EOF" of a TLS handshake means the handshake; after it (`SSL_read`) it means the session. */
function inHandshake(reading: SpeakerReading, words: Words): SpeakerReading {
  if (reading.voice === 'mta' && reading.symptom === 'drop.lost' && /ssl routines/.test(words.flat)) {
    const inner = readTls(words)
    if (inner?.symptom.startsWith('tls.') === true && inner.ended === 'alert')
      return {
        ...reading,
        rule: inner.rule,
        symptom: inner.symptom,
        stage: 'tls',
        ended: 'alert',
        ...(inner.alert !== undefined && { tlsAlert: inner.alert }),
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
  if (reading.symptom === 'connect.failed' && reading.voice === 'library') {
    const system = readSystemError(words, true)
    if (system?.symptom.startsWith('connect.') === true) return { ...reading, ...system }
    // Where connect and handshake are one call (PHP's ssl://), the failure named is the handshake's.
    const handshake = readTls(words)
    return handshake?.symptom.startsWith('tls.') === true
      ? { ...reading, rule: handshake.rule, symptom: handshake.symptom, stage: stageOfTls(handshake.symptom) }
      : reading
  }
  const vague = reading.symptom === 'drop.lost' || reading.symptom === 'drop.timeout'
  const elsewhere = reading.stage !== undefined && reading.stage !== 'tls'
  if (!vague || reading.voice === 'mta' || elsewhere || / ssl (?:read|write)/.test(words.flat)) return reading
  const tls = readTls(wordsOf(withoutFrames(words).raw.replaceAll(/\bisSSL (?:true|false)|secure\(ssl\): ?no\b/gi, '')))
  if (tls?.symptom.startsWith('tls.handshake') !== true) return reading
  return {
    ...reading,
    rule: tls.rule,
    symptom: tls.symptom,
    stage: 'tls',
    ...(tls.ended !== undefined && { ended: tls.ended }),
  }
}

/** A reply stands in the text, or the caller knows that the peer said it. */
function knownPeer(core: string, hints: TextHints): boolean {
  if (hints.speaker === 'peer' || hints.origin === 'live') return true
  const found = findReply(core)
  // `Room 421 is closed`: a number among words is a code only where the words are about mail.
  return found !== undefined && (found.isCertain || speaksOfMail(wordsOf(core)) || speaksOfTls(wordsOf(core)))
}

/** Words without a grammar of their own: TLS stacks, the operating system, resolvers, then bare meaning without any code. */
function general(words: Words, hints: TextHints): SpeakerReading {
  const late = saysExpired(words)
  if (late && !holdsReason(words))
    return { speaker: 'us', voice: 'mta', rule: 'expiry', symptom: 'expired', expired: true }
  const reading = withoutExpiry(words, hints)
  if (!late) return reading
  return reading.symptom === 'unknown' || reading.speaker !== 'us'
    ? { speaker: 'us', voice: 'mta', rule: 'expiry', symptom: 'expired', expired: true }
    : { ...reading, expired: true }
}

function withoutExpiry(words: Words, hints: TextHints): SpeakerReading {
  const stage = stageFromWords(words.flat)
  const at = { ...namedPeer(words.raw), ...(stage !== undefined && { stage }) }
  const tls = readTls(withoutFrames(words))
  if (tls !== undefined)
    return {
      speaker: 'us',
      voice: 'tls',
      ...at,
      stage: stageOfTls(tls.symptom),
      rule: tls.rule,
      symptom: tls.symptom,
      ...(tls.alert !== undefined && { tlsAlert: tls.alert }),
      ...(tls.ended !== undefined && { ended: tls.ended }),
    }
  const names = readResolverError(words)
  if (names !== undefined) return { speaker: 'us', voice: 'os', ...at, stage: 'dns', ...names }
  const system = readSystemError(words)
  if (system !== undefined) return { speaker: 'us', voice: 'os', ...at, ...system }
  const meaning =
    hints.origin === undefined && hints.speaker === undefined && !mayReportMail(words)
      ? undefined
      : meaningOf(words, hints.host)
  // Without a reply, `SSL … failed` is some library of ours as well as a peer that refuses STARTTLS: only "not available" is an answer.
  const guessed =
    meaning?.symptom === 'tls.refused' &&
    !/ (?:not|un) ?available| temporar| local problem| disabled| not supported/.test(words.flat)
  if (meaning !== undefined && !guessed && !REPLIES_ONLY.has(meaning.rule))
    return {
      // A diagnostic that begins with an enhanced code was a reply.
      speaker: hints.speaker ?? (/^#?[45]\.\d{1,3}\.\d{1,3}\s/.test(words.raw) ? 'peer' : 'unknown'),
      voice: 'unknown',
      ...at,
      rule: meaning.rule,
      symptom: meaning.symptom,
    }
  // `did not answer the RCPT command`: only a command tells that the silence was on a line that stood.
  if (stage !== undefined && UNANSWERED.test(words.flat))
    return {
      speaker: 'us',
      voice: 'unknown',
      ...at,
      rule: 'system/unanswered',
      symptom: 'drop.timeout',
      ended: 'silence',
    }
  if (saysUnconnected(words))
    return {
      speaker: 'us',
      voice: 'os',
      ...at,
      rule: 'system/unconnected',
      symptom: 'connect.failed',
      stage: 'connect',
    }
  return stage !== undefined && speaksOfMail(words) ? { ...NOTHING, stage } : NOTHING
}

const UNANSWERED =
  / (?:did not|didn t|does not|doesn t|never|no|not|without|waiting for (?:the|a)(?: server s?)?) (?:answer|reply|respon)|keine antwort|nicht geantwortet|antwortet nicht|(?:pas|aucune|sans) (?:de )?répon|sin respuesta|no (?:respond|contest)|nessuna risposta|non (?:ha )?rispo|sem resposta|não respond|нет ответа|не ответил|応答がありません|没有响应|无响应/

/** Words that mean something in a reply, and anything elsewhere. */
const REPLIES_ONLY: ReadonlySet<string> = new Set([
  'message/policy',
  'message/system',
  'message/syntax',
  'message/resources',
  'message/shutdown',
  'message/closing',
])

/** x.4.2 in our own notification says that the connection stood when it went silent (RFC 3463 §3.5). */
function ownDigits(own: SpeakerReading, words: Words): SpeakerReading {
  if (own.symptom !== 'connect.timeout' || !words.flat.includes('4.4.2 ')) return { ...own, voice: 'mta' }
  const { stage: _connect, ...rest } = own
  return { ...rest, voice: 'mta', symptom: 'drop.timeout' }
}

function stageOfTls(symptom: Symptom): Stage {
  return defaultStage(symptom, 'us') ?? 'tls'
}
