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
const OF = 'of|to|for|from|by|von|vom|fur|an|van|voor|de|du|pour|del|para|di|da|do|per|о|для|от'

/** A thing without an article, or with `a` or `any`; not what somebody has, sees or gets: those exist. */
export function noneInParticular(articles: string, things: string): string {
  return String.raw`(?<!(?<![\p{L}\d])(?:${articles}|\d{1,6}) (?:(?!(?:${OF}) )[\p{L}-]{1,16} ){0,2})(?:${things})`
}

/**
 * The failure stands under an `if` or a `when`, and the rest of the sentence names none: `if the server is silent, the client tries another one`.
 * A clause that only says when it happens is told, `the relay hangs up when we send more than 10 MB`.
 */
export function supposed(joints: string, failed: string): readonly string[] {
  const failure = String.raw`(?<!\p{L})(?:${failed})(?!\p{L})`
  return [
    String.raw`(?<=^\W{0,4})(?:${joints})(?!\p{L})(?=[^.;!?\n]{0,160}${failure})[^.;!?\n]{1,240},(?= )(?![^.;!?\n]{0,200}${failure})`,
    String.raw`(?<=\p{L}[^.;!?\p{L}\n]{1,3})(?<!${failure}[^.;!?\n]{0,200})(?:${joints})(?!\p{L})(?=[^,.;:!?\n]{0,160}${failure})${REST_OF_CLAUSE}`,
  ]
}
