const NOUN = String.raw`(?:command|verb|keyword|kommando|befehl|commande|comando|команда|polecenie|opdracht|commando)`
const FAULT = String.raw`(?:un(?:known|recogni[sz]ed|implemented|supported|bekanntes|bekannter|bekannt|gültig)|not (?:recogni[sz]ed|implemented|supported|understood|known|available)|invalid|illegal|bad|nicht erkannt|inconnue|non reconnue|desconocid[oa]|no reconocido|sconosciuto|non riconosciuto|неизвестная|неизвестна|nieznane|onbekend)`
const FOUND = String.raw`(?:${FAULT}\s(?:smtp\s)?${NOUN}|${NOUN}(?:\s(?:is|was))?\s${FAULT})`
const OPENS = String.raw`["'${'`'}(<[«“]`
/** What sets the command off from the words about it: a colon, a quote, a bracket, a dash. */
const SIGN = String.raw`\s{0,2}(?:[:-]|${OPENS})\s{0,2}${OPENS}{0,2}`
const COMMAND = String.raw`(ehlo|helo|lhlo|starttls|auth|mail|rcpt|data|bdat|rset|noop|quit)(?![\p{L}\d-])`

const NAMED_BEHIND = new RegExp(String.raw`(?<!\p{L})${FOUND}${SIGN}${COMMAND}`, 'iu')
const NAMED_BEFORE = new RegExp(String.raw`${OPENS}${COMMAND}["'${'`'})>\]»”][\s:,-]{1,3}${FOUND}`, 'iu')

/** The command that a server does not know, and names behind a colon or in quotes: `Command unrecognized: "STARTTLS"`, `"AUTH": unknown command`. */
export function faultedCommand(raw: string): string | undefined {
  return (NAMED_BEHIND.exec(raw) ?? NAMED_BEFORE.exec(raw))?.[1]
}
