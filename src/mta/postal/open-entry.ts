import type { Entry } from './log-entry.ts'
import { taggedEntry } from './log-entry.ts'

/**
 * An entry that may go on in the next lines: a peer's reply is written with all its line ends. In version 3 the tags stand behind the last one,
 * so the entry is over when they come; before, when the reply's last line was there.
 */
export interface OpenEntry {
  /** An entry of version 3 without its tags yet. */
  begin(text: string, atMs: number): void
  /** An entry of versions 1 and 2 whose reply has more lines. */
  await(entry: Entry, atMs: number): void
  /** A line without a stamp. False: it belongs to no entry. */
  add(line: string): boolean
  /** Another entry follows, or nothing. */
  close(): void
}

/** So much of one entry is kept; replies of more lines are seen, but not with more words. */
const CHARACTERS = 6_000
const LINES = 100

/** Of a reply that goes on, in the words of an exception. */
const GOES_ON = /\bNet::SMTP\w{1,40}: \d{3}-[^\n]*$/

export function goesOn(text: string): boolean {
  return GOES_ON.test(text.slice(0, 2_000))
}

export function openEntry(hand: (entry: Entry, atMs: number) => void): OpenEntry {
  let text = ''
  let lines = 0
  let atMs = Number.NaN
  /** Of versions 1 and 2; of 3 none is known before the tags are. */
  let entry: Entry | undefined
  let isOpen = false
  /** The reply's last line end was written, too: an empty line follows, or the bracket that `Cannot connect to … (` opened. */
  let mayEnd = false

  function start(first: string, at: number, known: Entry | undefined): void {
    text = first
    lines = 1
    atMs = at
    entry = known
    isOpen = true
  }

  function finish(whole: Entry | undefined): void {
    isOpen = false
    mayEnd = true
    if (whole !== undefined) hand(whole, atMs)
  }

  return {
    begin: (first, at) => start(first, at, undefined),
    await: (first, at) => start(first.text, at, first),
    add(line) {
      if (!isOpen) return mayEnd && (line === '' || line === ')')
      if (text.length < CHARACTERS) text += `\n ${line}`
      lines++
      if (entry === undefined) {
        const whole = taggedEntry(text.length < CHARACTERS ? text : `${text.slice(0, CHARACTERS)}\n ${line}`)
        if (whole !== undefined || lines >= LINES) finish(whole)
      } else if (lines >= LINES || !/^\d{3}-/.test(line)) finish({ ...entry, text })
      return true
    },
    close() {
      if (isOpen) finish(entry === undefined ? undefined : { ...entry, text })
      mayEnd = true
    },
  }
}
