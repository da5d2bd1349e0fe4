import type { Words } from '../words.ts'

/** A set of the words of one notion, in `Words.flat`'s tokens. */
export const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '))

/** What a line is called. */
export const LINE = setOf(
  'tcp connection connections session sessions line socket link conversation dialogue dialog stream channel transport transfer transmission upload wire contact',
)

/** Who stands at the ends of a line. */
const AGENT = setOf(
  'peer server servers host hosts remote end side far mx relay smarthost hub receiver mta gateway smtp mailserver mailer exchanger appliance they provider isp party firewall proxy',
)
/** Services and programs that people name when they mean their server. */
const KNOWN_SERVER = setOf(
  'gmail google yahoo outlook hotmail icloud exchange office365 365 m365 microsoft postfix exim sendmail',
)

// A host's name does what the host does. One of two labels may be a file's: of those only endings that no language has are taken.
const HOST =
  /^(?:(?!127\.)\d{1,3}(?:\.\d{1,3}){3}|(?:[\w-]{1,63}\.){2,8}[a-z]{2,24}|[\w-]{2,63}\.(?:com|net|org|info|(?!js|py|rb|go|rs|pl|sh|cs|ts|md|so|hs|kt|cc)[a-z]{2}))(?::\d{2,5})?$/

/** `mx3`, `relay-2`: one of several. */
const NUMBERED = /^(?:mx|relay|mta|smarthost|smtp|gateway)-?\d{1,3}$/

/** True of a word for one end of a line, and of a host's name. */
export function isAgent(word: string | undefined): boolean {
  return word !== undefined && (AGENT.has(word) || KNOWN_SERVER.has(word) || NUMBERED.test(word) || HOST.test(word))
}

/** True when the words name an end of a line. */
export function namesAgent(words: Words): boolean {
  return words.flat.trim().split(' ', 400).some(isAgent)
}

/** How far apart the words of one statement may stand. */
export const NEAR = 7

/** True when a word that is asked for stands within `near` words on either side. */
export function hasNear(
  tokens: readonly string[],
  at: number,
  isSought: (word: string) => boolean,
  near: number,
): boolean {
  for (let next = Math.max(0, at - near); next <= at + near && next < tokens.length; next += 1)
    if (next !== at && isSought(tokens[next] ?? '')) return true
  return false
}

const MAIL_THINGS = setOf('message messages mail mails email e-mail address recipient account')

/** `the message was dropped by the server`: what was dropped is no line. */
export function isOfMail(tokens: readonly string[], at: number): boolean {
  return tokens.slice(Math.max(0, at - 4), at).some((word) => MAIL_THINGS.has(word))
}

export const isLine = (word: string): boolean => LINE.has(word)
export const isLineOrAgent = (word: string): boolean => LINE.has(word) || isAgent(word)
