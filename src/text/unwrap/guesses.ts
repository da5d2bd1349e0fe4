const GUESSES =
  /(?:this usually means|this (?:could|may|might) (?:mean|be (?:because|due|caused))|possible (?:causes|reasons)|common (?:causes|reasons)|the ssl certificate presented by the server is not trusted by the system|for one or more of\s+the following reasons)/i
const ON_WITH_FACTS =
  /(?<=\.)\s(?=account:|server:|protocol:|error number)|\s?--->|\n\s{0,8}at |\n(?:caused by|inner exception|system\.|mailkit\.|traceback)/i
const LAST_WORDS = /for possible solutions\.?|for more information\.?/i

/** MailKit, of a port that did not answer with TLS: what it says as a rule it says of this port. */
const AS_A_RULE = /\.?[\s>]{0,12}\bWhen connecting to an? \w{2,8} service, (?=port \d{1,5} is typically reserved)/g

/**
 * Takes a library's list of guesses out of an exception (MailKit: "This usually means that … 1. … 2. … for possible solutions"): what might
 * be is no observation, and a list of every certificate fault names the wrong one. What comes behind, the inner exception, stays.
 */
export function withoutGuesses(given: string): string {
  const text = given.replace(AS_A_RULE, ': ')
  const start = text.search(GUESSES)
  if (start === -1) return text
  const rest = text.slice(start)
  const facts = rest.search(ON_WITH_FACTS)
  const last = LAST_WORDS.exec(rest)
  const end = facts === -1 ? (last === null ? rest.length : last.index + last[0].length) : facts
  const told = `${text.slice(0, start).trimEnd()}\n${rest.slice(end).trimStart()}`.trim()
  return told.length < 12 ? text : told
}

/** What people write around an error when they ask for help: their questions, and what they have tried. */
const REQUESTS =
  /(?:^|(?<=[.!?:\n]))\s{0,4}(?:can (?:any|some)(?:body|one)|any (?:idea|help|hint|suggestion)|please help|help me|what (?:can|should) i|how (?:can|do|should) i|why (?:do|does|am|is)|i(?: have|'ve)? (?:already )?(?:checked|restarted|reinstalled|configured)|my (?:password|settings|config|credentials|firewall|code)|thanks|thank you)\b[^.!?\n]{0,300}[.!?]?/gi

/** What a program said, and a question is about; a full stop within it ends what is taken for the question. */
const QUOTES = /["“„`«][^"”“`»\n]{10,300}(?:["”`»]|$)/

/** Takes a person's questions and remarks out, as long as something is left: `my password is right` is not what a server said. */
export function withoutRequests(text: string): string {
  if (!/\b(?:can|any|please|help|what|how|why|i|i've|my|thanks?)\b/i.test(text)) return text
  const rest = text.replaceAll(REQUESTS, (request) => (QUOTES.test(request) ? request : '')).trim()
  return rest.length < 12 ? text : rest
}
