const NOUN = String.raw`(?:command|verb|keyword|kommando|befehl|commande|comando|\u043a\u043e\u043c\u0430\u043d\u0434\u0430|polecenie|opdracht|commando)`
const FAULT = String.raw`(?:un(?:known|recogni[sz]ed|implemented|supported|bekanntes|bekannter|bekannt|g\u00fcltig)|not (?:recogni[sz]ed|implemented|supported|understood|known|available)|invalid|illegal|bad|nicht erkannt|inconnue|non reconnue|desconocid[oa]|no reconocido|sconosciuto|non riconosciuto|\u043d\u0435\u0438\u0437\u0432\u0435\u0441\u0442\u043d\u0430\u044f|\u043d\u0435\u0438\u0437\u0432\u0435\u0441\u0442\u043d\u0430|nieznane|onbekend)`
const FOUND = String.raw`(?:${FAULT}\s(?:smtp\s)?${NOUN}|${NOUN}(?:\s(?:is|was))?\s${FAULT})`
const OPENS = String.raw`["'${'`'}(<[\u00ab\u201c]`
/** What sets the command off from the words about it: a colon, a quote, a bracket, a dash. */
const SIGN = String.raw`\s{0,2}(?:[:-]|${OPENS})\s{0,2}${OPENS}{0,2}`
const COMMAND = String.raw`(ehlo|helo|lhlo|starttls|auth|mail|rcpt|data|bdat|rset|noop|quit)(?![\p{L}\d-])`

const FAULTED = new RegExp(FOUND, 'u')
const NAMED_BEHIND = new RegExp(String.raw`(?<!\p{L})${FOUND}${SIGN}${COMMAND}`, 'u')
const NAMED_BEFORE = new RegExp(String.raw`${OPENS}${COMMAND}["'${'`'})>\]\u00bb\u201d][\s:,-]{1,3}${FOUND}`, 'u')

/**
 * The command that a server does not know, and names behind a colon or in quotes: `Command unrecognized: "STARTTLS"`, `"AUTH": unknown command`. The
 * words are in lower case.
 */
export function faultedCommand(lower: string): string | undefined {
  // Most texts name no fault of this kind, and the patterns with the command are costly to compile.
  return FAULTED.test(lower) ? (NAMED_BEHIND.exec(lower) ?? NAMED_BEFORE.exec(lower))?.[1] : undefined
}
