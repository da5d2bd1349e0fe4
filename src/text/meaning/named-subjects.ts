import type { Symptom } from '../../domain/symptom.ts'
import { holdsAny, phrases } from '../phrase.ts'
import type { Words } from '../words.ts'
import { notionWords } from './notion-words.ts'
import type { Subject } from './notions.table.ts'

/** What each kind of refusal is said of. A kind that may be said of anything has no row. */
const SAID_OF: readonly (readonly [kinds: RegExp, of: readonly Subject[]])[] = [
  [
    /^(?:reputation\.ip|sender\.ptr|policy\.helo|limit\.connections)$/,
    ['host', 'greeting', 'reverse', 'relay', 'domain', 'system'],
  ],
  [/^content\./, ['message', 'content', 'attachment', 'score', 'filter', 'form']],
  [/^(?:recipient\.|mailbox\.)/, ['person', 'address', 'space', 'domain']],
  [/^sender\./, ['sender', 'domain', 'exchanger', 'signature', 'address', 'host', 'message', 'content']],
  [/^reputation\.domain$/, ['sender', 'domain', 'address', 'host']],
  [/^reputation\.sender$/, ['sender', 'domain', 'address', 'person', 'message']],
  [/^limit\.recipients$/, ['person']],
]

/** Of a long answer, who or what is refused stands at the beginning. */
const MOST_CHARACTERS = 2_000

/** Lists of hosts by their names: who is on one of them is a host, whatever else the words name. */
const LISTS_OF_HOSTS = phrases('dnsbl| rbl|spamhaus|spamcop|sorbs|barracuda|abusix|uceprotect|senderscore')

/** What else may be meant where a refusal's own subject is not named: what one says first of the thing that is. */
const INSTEAD: Partial<Record<Subject, Symptom>> = {
  host: 'reputation.ip',
  sender: 'sender.rejected',
  domain: 'reputation.domain',
  message: 'content.spam',
  content: 'content.spam',
  attachment: 'content.format',
  person: 'recipient.filtered',
  relay: 'policy.relay',
  rate: 'limit.rate',
}

/** "Your address", without a mailbox or a sender beside it: a client has one by which it connects, too. */
function isAnyAddress(raw: string, named: readonly Subject[]): boolean {
  return /\byour address\b/i.test(raw) && !raw.includes('@') && !named.includes('sender')
}

/** True when a word of the text stands for the subject. */
export function names(text: string, subject: Subject): boolean {
  return notionWords(text.slice(0, MOST_CHARACTERS)).some(({ subjects }) => subjects.includes(subject))
}

/**
 * What else the words admit: they name somebody or something, and nothing that the symptom is said of. Undefined: the symptom fits what
 * is named, or nothing is named at all.
 */
export function insteadOf(symptom: Symptom, words: Words): Symptom | undefined {
  const of = SAID_OF.find(([kinds]) => kinds.test(symptom))?.[1]
  if (of === undefined || (of.includes('host') && holdsAny(words, LISTS_OF_HOSTS))) return undefined
  const named = notionWords(words.raw.slice(0, MOST_CHARACTERS)).flatMap(({ subjects }) => subjects)
  // Of a client that greets with its name, nobody is written to yet.
  if (symptom.startsWith('recipient.') && named.includes('greeting')) return 'policy.helo'
  if (symptom === 'sender.rejected' && isAnyAddress(words.raw, named)) return 'reputation.ip'
  if (named.some((subject) => of.includes(subject))) return undefined
  return named.map((subject) => INSTEAD[subject]).find((other) => other !== undefined && other !== symptom)
}
