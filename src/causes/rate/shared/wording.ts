/** A receiver that slows one address or domain because of what it thinks of it, and words it as a rate (Google, Yahoo, Outlook, Proofpoint). */
export const REPUTATION_WORDS =
  /unsolicited|unusual rate|suspicious|\breputation\b|(?<!\b(?:no|not|not an?) )\bspam\b|\bcomplaint|\bTSS?0\d\b|\bRP-00\d\b|ipcheck\.proofpoint|\b[45]\.7\.650\b|user complaints/i

/** A provider's throttle of a whole sender: Exchange Online answers 4.7.5xx and up with "Server busy" and an AS number. */
export const PROVIDER_THROTTLE_WORDS =
  /\b4\.7\.(5\d\d|6[0-46-9]\d|65[1-9]|[78]\d\d)\b|\bserver busy\b.{0,120}\bAS\(?\d|\(AS\d{3,}\)/i

/** Several connections held at one time. */
export const CONCURRENT_WORDS =
  /concurren|simultaneous|parallel|at (the )?(same|one) time|open connections|maximum number|connections? (already )?open|already (has|have)|per[- ]source/i

/** The count is one client's: words for it, or its address. Exim leaves them out where all its clients together are too many. */
export const ONE_CLIENT_WORDS =
  /\b(?:you|your|this (?:ip|host|client|source|address|server|network)|same (?:ip|host|client|source|address|network)|per[- ](?:ip|host|client|source|address|domain|user)|(?:ip|host|client|source|network|user|subnet))\b|\d+\.\d+\.\d+\.\d+/i

/** What comes to one mailbox in a time, whoever sends it (Google 4.2.1, Exchange Online 5.2.121): the count is not the sender's. */
const MAILBOX_RATE_WORDS =
  /\b(?:user|recipient|mailbox|account)\b.{0,60}\breceiv|\breceiving (?:mail|messages?|rate)\b|\breceiv(?:e|ing) (?:rate )?limit|\b[45]\.2\.12[12]\b/i

export function countsForMailbox(words: string): boolean {
  return MAILBOX_RATE_WORDS.test(words) && !/\bfrom (?:you|your|this)\b/i.test(words)
}

/** Connections made in a time. */
export const CONNECTION_RATE_WORDS =
  /connection.{0,40}(rate|frequen|per (minute|hour|second))|(rate|frequen).{0,40}connection|connect(ing|ions?) too (fast|often|frequently|quickly)|too (fast|often|frequently) connect/i

/** Messages counted on one connection: the next connection goes on. `Too many messages, closing connection` counts in a time. */
export const PER_CONNECTION_WORDS =
  /(messages?|mails?|e-?mails?|transactions?|deliveries)(?: \w{1,12}){0,3} (?:per|in|on|over|during|for|through|within|via)(?: (?:this|the|one|a|each|single|same|your|smtp|tcp)){0,3} (?:connection|session)\b/i
