import { DOTNET } from './dotnet.table.ts'
import { GLIBC } from './glibc.table.ts'
import { GNUTLS } from './gnutls.table.ts'
import { WINDOWS } from './windows.table.ts'

/** Longer sentences first: one may hold another. */
const SENTENCES = [GLIBC, WINDOWS, GNUTLS, DOTNET]
  .flatMap((table) => Object.entries(table))
  .flatMap(([english, others]) => others.flatMap((bars) => bars.split('|').map((other) => ({ other, english }))))
  .toSorted((a, b) => b.other.length - a.other.length)

const ASCII = /^[\t\n -~]*$/
const ASCII_SENTENCES = SENTENCES.filter(({ other }) => ASCII.test(other))

/** A program sets a library's error as a whole behind a colon, a bracket, a quote or a number. */
const BEFORE = /(?:^|[:([{<"'«»„“‘`=>\n\t,;]|- |\d|\.)[ \t]{0,3}$/
const BEHIND = /^[ \t]{0,3}(?:$|[.:)\]}>"'«»“”’`,;\n(。]|\d|- )/

/**
 * The own errors of systems and of GnuTLS in English: the error is the same in whatever tongue a host's locale prints it, and every grammar knows the English one.
 * Only whole sentences of theirs, where a program sets them; all else stays as it is.
 */
export function inEnglish(text: string): string {
  let told = text
  let lower = plain(told)
  for (const { other, english } of ASCII.test(text) ? ASCII_SENTENCES : SENTENCES) {
    const found = placesOf(other, lower)
    if (found.length === 0) continue
    told = replaced(told, found, other.length, english)
    lower = replaced(lower, found, other.length, english.toLowerCase())
  }
  return told
}

function placesOf(sentence: string, lower: string): readonly number[] {
  const places: number[] = []
  for (let at = lower.indexOf(sentence); at !== -1; at = lower.indexOf(sentence, at + sentence.length)) {
    const end = at + sentence.length
    if (BEFORE.test(lower.slice(Math.max(0, at - 5), at)) && BEHIND.test(lower.slice(end, end + 5))) places.push(at)
  }
  return places
}

function replaced(text: string, places: readonly number[], length: number, by: string): string {
  const between = places.map((at, index) => text.slice((places[index - 1] ?? -length) + length, at))
  return [...between, text.slice((places.at(-1) ?? 0) + length)].join(by)
}

/** Lower case, and apostrophes and blanks of typographers are plain ones: letter for letter, which only the Turkish İ would not be. */
function plain(text: string): string {
  return text
    .replaceAll('İ', 'i')
    .toLowerCase()
    .replace(/[’ʼ]/g, "'")
    .replaceAll('\u00a0', ' ')
    .replaceAll('\u202f', ' ')
}
