/** Of a line so much is searched for a whole line that begins later. */
const SEARCHED = 260

/** An octet count (RFC 6587), a pod's name (`kubectl logs --prefix`): what follows them is a line of any form. */
const BEFORE_ANY = /^(?:\d{1,5} (?=<\d{1,3}>)|\[pod\/[^\]\s]{1,200}\] )/

/** Where a whole line may begin: a stamp, a priority, a record. */
const BEGINNING =
  /(?<![^\s:|>\]})`-])(?:\d{4}-\d\d-\d\d[T ]\d\d:\d\d:|[A-Z][a-z]{2} [ \d]?\d \d\d:\d\d:|<\d{1,3}>[A-Z1]|\{"|@4[0-9a-f]{23} )/

/** Marks of a quotation, a list, a comparison (diff) or a record separator; a file's name (grep), a line's number (grep, less, nl); a pod and its container (stern); labels of a container (`docker logs --details`). */
const KNOWN_PREFIX =
  /^(?:(?:< )?[\s>|*`\u001e]*(?:[^\s"',=[\]{}()<>|*`]+[:-])?\s*(?:\d{1,9}(?:[:-]|\s+))?|[\w.-]{1,120} [\w.-]{1,60} |[\w./-]{1,60}=[^\s,"'={}]{0,120}(?:,[\w./-]{1,60}=[^\s,"'={}]{0,120}){0,20} )$/

/** A few words that hold no value and no record: what a tool that is not known to us puts first. */
const FEW_WORDS = /^\s*[^\s"={<]+(?:\s+[^\s"={<]+){0,2}\s*$/

/** Between two stamps: a relay's name, a stream's, the labels of Loki, a process of Heroku's (`app[mail.1]:`). */
const BETWEEN_STAMPS = /^(?:\{[^{}]*\}|[\w.-]{1,60}\[[\w.-]{1,60}\]:|[^\s"=[\](){}]+(?:\s+[^\s"=[\](){}]+){0,2})\s+$/

/** A stamp, a few words and a tag with a process id, wherever a logging library puts them: `I, [2024-05-01T00:00:00.123456 #812]  INFO -- : exim[77]: …`. */
const STAMP_AND_TAG =
  /^[^"{}<=]{0,60}?(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d)[^"{}<=]{0,60}?[ \t](?=[\w./-]{1,80}\[\d{1,10}\]: )/

/** Where such a stamp and such a tag stand; undefined: not in this line. */
export function stampAndTag(
  line: string,
  from: number,
): { readonly stampAt: number; readonly tagAt: number } | undefined {
  const close = line.indexOf(']: ', from)
  if (close < 0 || close - from > SEARCHED) return undefined
  const found = STAMP_AND_TAG.exec(line.slice(from, from + SEARCHED))
  const stamp = found?.[1]
  if (found === null || stamp === undefined) return undefined
  return { stampAt: from + found[0].indexOf(stamp), tagAt: from + found[0].length }
}

/** Where a whole line begins at or after `from`; −1: nowhere near. */
export function wholeLineAt(line: string, from: number): number {
  const found = BEGINNING.exec(line.slice(from, from + SEARCHED))
  return found === null ? -1 : from + found.index
}

/** Length of what a known tool put before a line of any form, `at` being where the line may begin; 0: nothing of the kind. */
export function prefixLength(line: string, from: number, at: number): number {
  const any = BEFORE_ANY.exec(line.slice(from, from + SEARCHED))
  if (any !== null) return any[0].length
  return at > from && KNOWN_PREFIX.test(line.slice(from, at)) ? at - from : 0
}

/** May a line that names its program follow on these words? */
export function isFewWords(text: string): boolean {
  return FEW_WORDS.test(text)
}

/** May a whole line follow on these words, which stand after a stamp? */
export function isBetweenStamps(text: string): boolean {
  return BETWEEN_STAMPS.test(text)
}
