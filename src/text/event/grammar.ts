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
