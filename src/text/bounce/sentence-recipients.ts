const ADDRESS = /[^\s<>,;:()"'`‘’“”«»„[\]]{1,128}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?/g

/** Words right before an address that make it somebody to turn to, or the sender. */
const NOT_THE_RECIPIENT =
  /(?:contact\w{0,4}|e-?mail us(?: at)?|write (?:a mail )?to|writing to|send (?:\S{1,20} ){0,6}to|call|reply to|replies to|questions? to|help(?: at)?|ask|(?<!generated |expanded )from(?: you)?|sender|sent by|on behalf of|by|via|visit|kontakt\w{0,6}|an den|schreiben sie an|wenden sie sich an|von|écrire à|contacte[rz]|de la part de|mailto:)\W{0,4}$/i

/** Words that tell of a mail that did not arrive. */
const FAILURE =
  /\bnot\b|n't\b|\bno\b|fail|un(?:deliver|known|able|avail|recogni)|return|reject|refus|bounc|invalid|wrong|error|problem|exist|disabled|full|quota|nicht|kein|unbekannt|zurück|inconnu|\bpas\b|remis|échec|desconocid|no se|não|inesist|sconosciut|не |ошибк|できません|失敗|不明|无法|失败|退/i

const PEOPLE_TO_TURN_TO = /^(?:mailer-daemon|postmaster|abuse|support|help|helpdesk|noreply|no-reply|admin|info)@/i

const MOST = 100

/** A full stop and the beginning of another sentence. */
const SENTENCE = /(?<=[.!?]) (?=[A-ZÄÖÜ"'<])/

/**
 * Recipients of a report that names them only in its sentences: `The message addressed to 'a@b' failed because …`. An address that
 * stands behind words like "contact" or "from" is somebody else.
 */
export function recipientsInSentences(report: string, own: ReadonlySet<string>): readonly string[] {
  const paragraphs = report
    .slice(0, 64 * 1024)
    .split(/\n\s*\n/)
    .filter((paragraph) => paragraph.includes('@'))
    .map((paragraph) => paragraph.replaceAll(/\s+/g, ' '))
  const failing = paragraphs.filter((paragraph) => FAILURE.test(paragraph))
  const sentences = failing
    .flatMap((paragraph) => paragraph.split(SENTENCE))
    .filter((sentence) => FAILURE.test(sentence))
  return (
    [sentences, failing, paragraphs].map((texts) => addressesIn(texts, own)).find((found) => found.length > 0) ?? []
  )
}

function addressesIn(texts: readonly string[], own: ReadonlySet<string>): readonly string[] {
  const found = new Map<string, string>()
  for (const text of texts)
    for (const match of text.matchAll(ADDRESS)) {
      const address = match[0]
      const known = address.toLowerCase()
      const before = text.slice(Math.max(0, match.index - 60), match.index)
      if (own.has(known) || PEOPLE_TO_TURN_TO.test(address) || NOT_THE_RECIPIENT.test(before)) continue
      if (found.size < MOST) found.set(known, address)
    }
  return [...found.values()]
}
