import type { Grammar } from '../grammar.ts'

/**
 * What filters beside an MTA note of a message that they let pass: a header that they wrote, a key that was not to be had, a client that they know.
 * What they refuse, they say in a reply.
 */
const NOTE =
  /\b(?:opendkim\[\d{1,9}\]: \S{4,20}: (?:key retrieval failed|no signature data|bad signature data|DKIM)|opendmarc\[\d{1,9}\]: \S{4,20}: \S{1,255} (?:pass|fail|none)\b|policyd-spf\[\d{1,9}\]: (?:prepend|none|pass)\b|postgrey\[\d{1,9}\]: action=pass\b|spamd\[\d{1,9}\]: spamd: (?:identified spam|clean message|result|processing message|checking message|connection from)\b)/i
const REPLY = /\b[45]\d\d \d\.\d{1,3}\.\d{1,3} |\baction=(?:defer|reject|greylist)/i

/** OpenDKIM, OpenDMARC, policyd-spf, Postgrey and SpamAssassin's daemon, which judges and refuses nothing. */
export const mailFilters: Grammar = {
  name: 'mail-filters',
  signs: ['opendkim[', 'opendmarc[', 'policyd-spf[', 'postgrey[', 'spamd['],
  read({ raw }) {
    if (!NOTE.test(raw) || REPLY.test(raw)) return undefined
    return { speaker: 'us', voice: 'mta', rule: 'mail-filters/note', symptom: 'unknown' }
  },
}
