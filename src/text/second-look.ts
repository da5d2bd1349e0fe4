import type { Symptom } from '../domain/symptom.ts'
import { speaksOfMail } from './report/mail-matter.ts'
import { isOtherMatter } from './report/other-matter.ts'
import { isPlainlyOfProgram, markedReplies, quotedMessages } from './report/quoted-message.ts'
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
  return reading.symptom === 'unknown' && isFromPerson(reading.text, hints) ? quoted(reading, hints, read) : reading
}

/** Whatever a person says around a program's message, it is that message that is to be explained. */
function quoted(reading: TextReading, hints: TextHints, read: ReadPart): TextReading {
  const { text, cut } = reading
  const messages = quotedMessages(text)
  if (messages.length === 0) return reading
  const words = wordsOf(text)
  if (isOtherMatter(words)) return reading
  // What stands in a text about mail need not say so again; elsewhere a system's words may be of any service.
  const isOfMail = speaksOfMail(words)
  const vouched: TextHints = isOfMail ? { ...hints, origin: 'log' } : hints
  const known = messages
    .map((message) => read(message, isPlainlyOfProgram(message) ? vouched : hints))
    .filter(({ symptom }) => !NO_REFUSAL.has(symptom))
  const told = agreed(known)
  return told === undefined || (!isOfMail && !MAILS_OWN.has(told.voice)) ? reading : { ...told, text, cut }
}

/** What all of them tell; parts that differ are a list. */
function agreed(readings: readonly TextReading[]): TextReading | undefined {
  const [first] = readings
  return readings.every(({ symptom }) => symptom === first?.symptom) ? first : undefined
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

/** Where marks show what the server said, nothing around it is a part of that; what it answered, the words around it may tell. */
function markedReply(reading: TextReading, hints: TextHints, read: ReadPart): TextReading {
  const { text, cut, reply, voice, symptom, stage, stageFrom } = reading
  // What refuses TLS is told by the step that it answers.
  if (reply === undefined || voice !== 'peer' || symptom === 'tls.refused') return reading
  const said = agreed(markedReplies(text).map((part) => read(part, hints)))
  if (said === undefined || NO_REFUSAL.has(said.symptom)) return reading
  const isTold = said.symptom === symptom && stage !== undefined && stageFrom === 'words'
  return { ...said, ...(isTold && { stage, stageFrom }), text, cut }
}
