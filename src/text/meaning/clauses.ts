const MOST_CLAUSES = 12

/** Ends of clauses. A colon and a dash between blanks end one too: `Recipient address rejected: …`. */
const CLAUSE_END =
  /\n(?=[45]\d\d )|[.;!?\n]+(?=\s|$)|:(?=\s)|\s[-–—|]{1,3}\s|\((?:in reply to|in response to)[^)]{0,60}\)|[()[\]。]/

/** `User bob (bob@example.org) was not found`: the address in brackets ends no clause. */
const NAMED_BESIDE = /[([]\s?[^\s()[\]]{0,200}@[^\s()[\]]{0,255}\s?[)\]]/g

/** The clauses of a refusal, at most twelve: the verdict stands in an early one, and advice follows it. */
export function clausesOf(text: string): readonly string[] {
  return text.replaceAll(NAMED_BESIDE, ' @ ').split(CLAUSE_END, MOST_CLAUSES)
}
