/** To make the patterns of one grammar takes milliseconds, and most texts are in one tongue: it is made when a text in that tongue is first read. */
export interface Tongue {
  /** Words by which the tongue is known. */
  readonly known: RegExp
  readonly grammar: () => TongueGrammar
}

/**
 * How one tongue tells that something happened, and how it writes where nothing did. Each field is a pattern over words in lower case, accents taken
 * off (Latin and Cyrillic), or over the text as written (Japanese, Chinese, Korean); undefined where the tongue has no such words.
 */
export interface TongueGrammar {
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
  /** The failure is supposed, or tells what a thing is like; where somebody tells of himself, or of a time, it happened. */
  readonly handled: RegExp
}
