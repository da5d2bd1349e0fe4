/** A question about what it quotes, in which nothing else is said: `How do I fix "…"?`, `How to solve the error "…"`. */
const QUESTION =
  /^\W{0,3}(?:please[, ])?(?:how|what) (?:do|can|could|should|would|to|must|shall)\b(?: (?:i|we|one|you))?(?: (?:do|be done))?(?: (?:to|about|against))? ?(?:[a-z]{3,12}(?: (?:rid of|around))? )?(?:(?:the|this|an?|my|our) )?(?:(?:smtp|mail|postfix|exim|sendmail|log|error|line|bounce|message|reply|code|error message) ){0,3}["“„'`«](?=.{12})([^\n]{12,2000}?)["”“'`»]\W{0,3}$/i

/** What a program writes and nobody says: a code, a peer's address, the stamp or the words of a log line. */
const OF_A_PROGRAM =
  /(?:^|[\s:(])[245]\d\d[ -](?=\S)|\[(?:\d{1,3}\.){3}\d{1,3}\]|^\w{3} [ \d]\d \d\d:\d\d|^\d{4}-\d\d-\d\d[T ]|\bstatus=[a-z]|\bpostfix\/|\bE[A-Z]{6,12}\b/

/** The program's line that a question quotes, for it is what the question is about; any other text as it is. */
export function askedAbout(text: string): string {
  const quoted = QUESTION.exec(text.trim().slice(0, 2_200))?.[1]
  return quoted !== undefined && OF_A_PROGRAM.test(quoted) ? quoted : text
}
