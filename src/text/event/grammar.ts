/**
 * How one tongue tells that something happened, and how it writes where nothing did. Each field is a pattern over words in lower case, accents taken
 * off (Latin and Cyrillic), or over the text as written (Japanese, Chinese, Korean); undefined where the tongue has no such words.
 */
export interface TongueGrammar {
  /** Words by which the tongue is known. */
  readonly known: RegExp
  /** The first person: who tells of himself tells of what he met. */
  readonly self: RegExp
  /** Past and perfect. */
  readonly past: RegExp
  /** A point in time, or how often it happens to somebody. */
  readonly time: RegExp
  /** Asks for help, or why. */
  readonly help: RegExp
  /** Cannot, does not, no longer. */
  readonly unable: RegExp
  /** One server or side in particular. */
  readonly thatOne: RegExp
  /** `if`: what follows may never be. */
  readonly condition: RegExp
  /** Bids the reader imagine something: what follows is imagined, too. */
  readonly imagine: RegExp
  /** Can, may, must, should, will. */
  readonly modal: RegExp
  /** Usually, by default, in general, every, such. */
  readonly habit: RegExp
  /** Speaks to the reader. */
  readonly you: RegExp
  /** Tells the reader what to do. */
  readonly advice: RegExp
  /** Means, is a, occurs, sets, is used for. */
  readonly definition: RegExp
  /** A server, clients: none in particular. */
  readonly anyOne: RegExp
  /** Options, values, limits. */
  readonly setting: RegExp
  /** Causes, symptoms, solutions, guides. */
  readonly topic: RegExp
  /** Asks how things are done, or what there is. */
  readonly howTo: RegExp
  /** So that, in order to. */
  readonly purpose: RegExp
  /** What somebody wants or intends, and what is to come; who wants to know why something happens has met it. */
  readonly wish: RegExp
  /** The value that somebody has chosen, and nothing told behind it: `we use a timeout of 90 s`. */
  readonly chosen: RegExp
  /** All is well, or is so again. */
  readonly well: RegExp
  /** What a program does about a failure, whenever there is one: it retries, resumes, discards. */
  readonly reacts: RegExp
  /** One thing was so, or another one: alternatives are explained, and not told. */
  readonly alternative: RegExp
  /** The speech of contracts, licences and patents. */
  readonly contract: RegExp
  /**
   * The failure stands where nothing is asserted: it tells one kind of thing from others (`sessions that were refused`), it may be done (`the right to
   * drop connections`), or something is done about it (`tips against timeouts`).
   */
  readonly unasserted: RegExp
  /** What would be done about a failure, or what a thing that fails is like; where somebody tells of himself, or of a time, it happened. */
  readonly handled: RegExp
}

/** Whole words of a tongue that sets blanks. */
export function words(...alternatives: readonly string[]): RegExp {
  return new RegExp(String.raw`(?<![\p{L}\d_.@-])(?:${alternatives.join('|')})(?![\p{L}\d_]|[.@-]\p{L})`, 'gu')
}

/** Not before these words, with some between: who wants to know why something happens has met it. */
export function unlessToKnow(verbs: string): string {
  return String.raw`(?! (?:\p{L}{1,12} ){0,3}(?:${verbs})(?!\p{L}))`
}

/** Nothing turns behind it: behind a turn, what came of it is told, `we want to send, but the relay hangs up`. */
export function noTurn(turns: string): string {
  return String.raw`(?![^\n]{0,200}[ ,](?:${turns})(?!\p{L}))`
}

/** Nothing is told behind it, in the same sentence: no mark and none of these words goes on. */
export function noMore(joints: string): string {
  return String.raw`(?![^\n]{0,300}(?:[,;:]| (?:${joints})(?!\p{L})))`
}

/** The same as `words`, where a tongue has no words of a sort, or nobody has needed any. */
export const NONE_KNOWN = /(?!)/gu

/** Up to the next mark, but for those within a number, an address or a name. */
export const REST_OF_CLAUSE = String.raw`(?:[^,;:.!?\n]|[.:](?=\S)){0,200}`

/** What joins one noun to another: `the log of sessions` is about no session in particular. */
const OF = 'of|to|for|from|by|von|vom|fur|an|de|du|des|pour|del|para|di|da|do|per|о|для|от'

/** A thing without an article, or with `a` or `any`; not what somebody has, sees or gets: those exist. */
export function noneInParticular(articles: string, things: string): string {
  return String.raw`(?<!(?<![\p{L}\d])(?:${articles}|\d{1,6}) (?:(?!(?:${OF}) )[\p{L}-]{1,16} ){0,2})(?:${things})`
}

/** What a program does about a failure, and the failure: `retries when the server refuses`, `when the connection drops, the client reconnects`. */
export function reactions(verbs: string, joints: string): readonly string[] {
  return [
    String.raw`(?:${verbs})(?!\p{L})[^.;:!?\n]{0,80}? (?:${joints})(?!\p{L})${REST_OF_CLAUSE}`,
    String.raw`(?:${joints})(?!\p{L})[^,.;:!?\n]{1,100}, [^,.;:!?\n]{0,60}(?:${verbs})`,
  ]
}
