import { shellWord } from '../../base/shell-word.ts'
import { readText } from '../../text/read-text.ts'
import type { TextReading } from '../../text/text-reading.ts'

/** More is no command that anybody reads. */
const LONGEST = 400

/**
 * The words that `hangup diagnose` is told, such that it reads in them what was read here: those that decided, else the whole text in one line,
 * else lines of its end or its beginning; where only all lines together tell the stage, words that leave it open. undefined: none of these say it,
 * or they would tell a password.
 */
export function symptomOption(reading: TextReading): string | undefined {
  const words = wordsFor(reading)
  return words === undefined ? undefined : ` --symptom ${shellWord(words, LONGEST)}`
}

function wordsFor(reading: TextReading): string | undefined {
  const lines = reading.text.split('\n').filter((line) => line.trim() !== '')
  const candidates = [
    reading.words,
    reading.text,
    ...[1, 2, 4, 8].map((count) => lines.slice(-count).join(' ')),
    ...[1, 2, 4].map((count) => lines.slice(0, count).join(' ')),
  ]
  let withoutStage: string | undefined
  for (const words of new Set(candidates.map(plain))) {
    if (words === '' || words.length > LONGEST || SECRET.test(words)) continue
    if (words === reading.text) return words
    const again = readText(words, { origin: 'user' })
    if (!isSame(again, reading)) continue
    if (again.stage === reading.stage) return words
    if (again.stage === undefined) withoutStage ??= words
  }
  return withoutStage
}

/** As shellWord() shows it, and without the blanks that set a text out. */
function plain(text: string): string {
  return text.replaceAll(/[\s\u0000-\u001f\u007f-\u009f]+/g, ' ').trim()
}

function isSame(again: TextReading, { symptom, speaker, instead }: TextReading): boolean {
  return again.symptom === symptom && again.speaker === speaker && again.instead === instead
}

/** What logs in: SASL's octets behind AUTH, a password or a token with its value, the user's part of a URL. */
const SECRET =
  /\bAUTH (?:PLAIN|LOGIN|CRAM-MD5|X?OAUTH\w{0,8}) [\w+/=]{8}|\b(?:pass(?:w(?:or)?d|phrase)?|secret|token|api_?key)["']?\s{0,2}[:=]>?\s{0,2}["']?(?!\(not set\)|\*|<|null|none|undefined)[^\s"'*<]|\/\/[^\s/@:]{0,80}:[^\s/@]{1,80}@|\bBearer [\w.~+/-]{8}/i
