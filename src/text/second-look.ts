import type { Symptom } from '../domain/symptom.ts'
import { speaksOfMail } from './report/mail-matter.ts'
import { isOtherMatter } from './report/other-matter.ts'
import { markedReplies, quotedReading } from './report/quoted-message.ts'
import type { TextHints, TextReading } from './text-reading.ts'
import { isFromPerson } from './vouched.ts'
import { wordsOf } from './words.ts'

/** Reads a part of the text by itself. */
type ReadPart = (part: string, hints: TextHints) => TextReading

const NO_REFUSAL: ReadonlySet<Symptom> = new Set<Symptom>(['unknown', 'accepted'])
const MAILS_OWN: ReadonlySet<TextReading['voice']> = new Set<TextReading['voice']>(['peer', 'mta', 'library'])

/**
 * What somebody pasted holds more than a program's words: replies that went well before the one that did not, sentences around what a server said,
 * and messages that are quoted. Where the text as a whole does not tell, its parts may.
 */
export function secondLook(first: TextReading, hints: TextHints, read: ReadPart): TextReading {
  const reading = markedReply(lastReply(first, hints, read), hints, read)
  const { text, cut } = reading
  if (reading.symptom !== 'unknown' || !isFromPerson(text, hints) || isOtherMatter(wordsOf(text))) return reading
  // What stands in a text about mail need not say so again; elsewhere a system's words may be of any service.
  const isOfMail = speaksOfMail(wordsOf(text))
  const vouched: TextHints = isOfMail ? { ...hints, origin: 'log' } : hints
  const quoted = quotedReading(text, (message, isPlain) => read(message, isPlain ? vouched : hints))
  return quoted === undefined || (!isOfMail && !MAILS_OWN.has(quoted.voice)) ? reading : { ...quoted, text, cut }
}

const GOOD = /(?:^|[\s:>"'\]])[23]\d\d[ -]\S/
const BAD = /(?:^|[\s:>"'\]])[45]\d\d[ -]\S/
const MOST_LINES = 2_000

/** `Response: 250 Ok … Response: 550 …`: what went well came before what did not. */
function lastReply(reading: TextReading, hints: TextHints, read: ReadPart): TextReading {
  const { text, cut, symptom } = reading
  if (symptom !== 'accepted') return reading
  const lines = text.split('\n', MOST_LINES)
  const good = lines.findLastIndex((line) => GOOD.test(line))
  if (lines.findLastIndex((line) => BAD.test(line)) <= good) return reading
  const last = read(lines.slice(good + 1).join('\n'), hints)
  return NO_REFUSAL.has(last.symptom) ? reading : { ...last, text, cut }
}

/** Where marks show what the server said, nothing around it is a part of that. */
function markedReply(reading: TextReading, hints: TextHints, read: ReadPart): TextReading {
  const { text, cut, reply, voice, symptom } = reading
  // What refuses TLS is told by the step that it answers.
  if (reply === undefined || voice !== 'peer' || symptom === 'tls.refused') return reading
  const readings = markedReplies(text).map((part) => read(part, hints))
  const [first] = readings
  const isOne = first !== undefined && readings.every((other) => other.symptom === first.symptom)
  return !isOne || NO_REFUSAL.has(first.symptom) || first.symptom === symptom ? reading : { ...first, text, cut }
}
