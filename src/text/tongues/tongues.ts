import type { Symptom } from '../../domain/symptom.ts'
import { holds, holdsAny, holdsBeside, phrase, phrases } from '../phrase.ts'
import type { Phrases } from '../phrase.ts'
import type { Words } from '../words.ts'
import { plain, plainWords } from './plain-words.ts'
import { CANNOT, CONNECTING, UNCONNECTED } from './system.table.ts'
import { FOREIGN_NAMES, FOREIGN_PEOPLE, FOREIGN_SYSTEM, FOREIGN_TLS } from './system.table.ts'
import type { ForeignSystem } from './system.table.ts'

interface Row<Meaning> {
  readonly name: string
  readonly meaning: Meaning
  readonly groups: readonly Phrases[]
}

const TLS = FOREIGN_TLS.map(rowOf)
const SYSTEM = FOREIGN_SYSTEM.map(rowOf)
const NAMES = FOREIGN_NAMES.map(rowOf)
const CONNECT_FAILED = phrases(UNCONNECTED, plain)
const CANNOT_BE = phrases(CANNOT, plain)
const MADE = phrases(CONNECTING, plain)
// A receiver that cannot reach its own helpers says the same.
const HELPERS = phrases(
  'database|ldap|mysql|policy|virus scanner|content scanner|spam scanner|mail scanner|milter|callout|verification|sender verif|recipient verif|address verif|redis|amavis|clamav|imap|pop3',
)
// The mail servers behind a proxy are its backends too.
const BACKEND = phrase('backend')
const SMTP_PORT = /:(?:25|465|587|2525)(?!\d)|\b(?:ehlo|helo|rcpt|starttls|data command|mx)\b/
const PEOPLE = phrases(FOREIGN_PEOPLE, plain)

/** A sentence of another tongue about TLS. */
export function foreignTls(words: Words): { readonly symptom: Symptom; readonly rule: string } | undefined {
  const found = firstRow(TLS, plainWords(words))
  return found === undefined ? undefined : { symptom: found.meaning, rule: `tls/tongue-${found.name}` }
}

/** A sentence of another tongue about a connection. */
export function foreignSystem(words: Words): { readonly name: string; readonly meaning: ForeignSystem[1] } | undefined {
  return firstRow(SYSTEM, plainWords(words))
}

/** A sentence of another tongue about a name that was not found. */
export function foreignName(words: Words): { readonly symptom: Symptom; readonly rule: string } | undefined {
  const plainer = plainWords(words)
  const found = firstRow(NAMES, plainer)
  if (found === undefined || holdsAny(plainer, PEOPLE)) return undefined
  return { symptom: found.meaning, rule: `resolver/tongue-${found.name}` }
}

/** True when the words say that no connection came about, and nothing of why. */
export function saysUnconnected(words: Words): boolean {
  const plainer = plainWords(words)
  return (holdsAny(plainer, CONNECT_FAILED) || holdsBeside(plainer, CANNOT_BE, MADE)) && !namesHelper(plainer)
}

/** True when the words name a service that stands behind a mail server: what befell the line to it befell no mail session. */
export function namesHelper(words: Words): boolean {
  return holdsAny(words, HELPERS) || (holds(words, BACKEND) && !SMTP_PORT.test(words.lower))
}

function rowOf<Meaning>([name, meaning, groups]: readonly [string, Meaning, readonly string[]]): Row<Meaning> {
  return { name, meaning, groups: groups.map((bars) => phrases(bars, plain)) }
}

function firstRow<Meaning>(rows: readonly Row<Meaning>[], words: Words): Row<Meaning> | undefined {
  return rows.find((row) => row.groups.every((group) => holdsAny(words, group)))
}
