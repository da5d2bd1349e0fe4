/** The words that refusals are made of, five letters and more: shorter ones are one slip away from each other. */
const VOCABULARY =
  'account accounts address addresses addressee attachment authentication blacklisted blocked contents deactivated delivered deliver denied destination disabled disallowed domain exceeded exceeds existent exists inactive inbox invalid listed locked mailbox maximum message messages mismatch missing exceeding permitted prohibited quarantined receive recipient recipients refused registered rejected relaying reputation resolve reverse sender storage suspended suspicious temporarily terminated unavailable undeliverable unknown unrecognized unregistered unsolicited valid virus'
    .split(' ')
    .filter((word) => word.length >= 5)

const KNOWN: ReadonlySet<string> = new Set(VOCABULARY)

/** Vocabulary by its first letter: a slip seldom hits that one. */
const BY_INITIAL: ReadonlyMap<string, readonly string[]> = Map.groupBy(VOCABULARY, (word) => word.charAt(0))

/** Words that are one letter away from the vocabulary and right as they are. */
const RIGHT =
  /^(?:lister|exist|denies|domains|senders?|mailboxes|receive[drs]|blocke|unlisted|excepted|refuse|looked|linked|disables|deliver[ys]|storages|quarantine|valida|resolve[drs]|message[rd]|reject|invalida|valide|adresse[ns]?|domaine|block|destinations|attachments)$/

/** The word of the vocabulary that was meant, where exactly one letter is wrong, left out, doubled or changed places. */
export function spelled(word: string): string {
  if (word.length < 5 || word.length > 16 || KNOWN.has(word) || RIGHT.test(word)) return word
  return BY_INITIAL.get(word.charAt(0))?.find((known) => isOneSlipAway(word, known)) ?? word
}

function isOneSlipAway(word: string, known: string): boolean {
  const longer = word.length - known.length
  if (longer < -1 || longer > 1) return false
  let at = 0
  while (at < word.length && at < known.length && word[at] === known[at]) at += 1
  if (longer === 1) return word.slice(at + 1) === known.slice(at)
  if (longer === -1) return word.slice(at) === known.slice(at + 1)
  if (word.slice(at + 1) === known.slice(at + 1)) return true
  return word[at] === known[at + 1] && word[at + 1] === known[at] && word.slice(at + 2) === known.slice(at + 2)
}
