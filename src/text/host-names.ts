import { wordsOf } from './words.ts'
import type { Words } from './words.ts'

// Postfix calls a client without a name `unknown[192.0.2.1]`. Else a name of at least two labels that stands alone: no part of an address or a page, no list that a receiver looked us up in, and no name of a program's (`RESOLVER.ADR.RecipientNotFound`).
const NAME =
  /\bunknown(?=\[[\da-f.:]{2,45}\])|(?<![\w@./:-]|\b(?:using|by|at|in|on|see|list|dnsbl|rbl) )(?:[A-Za-z0-9][\w-]{0,62}\.){1,8}(?![\w-]{0,62}[a-z][A-Z])[A-Za-z][A-Za-z0-9-]{0,22}[A-Za-z0-9](?![\w@-]|\.\w|\/\w)/g

/** Stands for a name: a word that no table knows. */
const PLACE = 'mx.q'

/** Names of hosts hold words of their own (`spamfilter.example`, `quota-mx.example`): they are taken out before meaning is sought. */
export function withoutHostNames(words: Words): Words {
  if (!words.raw.includes('.')) return words
  const rest = words.raw.replace(NAME, PLACE)
  return rest === words.raw ? words : wordsOf(rest)
}

/** The words without any name of a host: what a name holds tells nothing of the service behind another port. */
export function withoutAnyHost(words: Words): Words {
  const rest = words.raw.replace(NAME, ' ')
  return rest === words.raw ? words : wordsOf(rest)
}

// RFC 5321 §4.2: a greeting and a 421 begin with the server's name. A file that is refused by name looks alike.
const SPEAKER =
  /^(\s{0,4}\d{3}[ -](?:\d\.\d{1,3}\.\d{1,3} )?)(?![\w.-]{1,200}\.(?:exe|scr|vbs|bat|cmd|do[ct][mx]?|xl[st][mx]?|pptm|iso|img|rar|jar|msi|lnk|hta|apk|pdf|zip) )((?:[A-Za-z0-9][\w-]{0,62}\.){1,8}(?![\w-]{0,62}[a-z][A-Z])[A-Za-z][A-Za-z0-9-]{0,22}[A-Za-z0-9])(?=[ :,])/

/** A reply without the server's own name in front, and that name. */
export function withoutSpeaker(reply: string): { readonly text: string; readonly name?: string } {
  const name = SPEAKER.exec(reply)?.[2]
  return name === undefined ? { text: reply } : { text: reply.replace(SPEAKER, `$1${PLACE}`), name }
}

// `relay.example.org[192.0.2.1]`: so servers write who is connected. A list is never written so.
const CLIENT =
  /(?<![\w@.-])(?:[A-Za-z0-9][\w-]{0,62}\.){1,8}(?![\w-]{0,62}[a-z][A-Z])[A-Za-z][A-Za-z0-9-]{0,22}[A-Za-z0-9](?= ?\[(?:\d{1,3}\.\d|IPv6:|[\da-fA-F]{1,4}:))/g

/** A reply that names a host and its address, with the address alone: a name holds words of its own (`relay.example.org`). */
export function withoutNamesOfAddresses(reply: string): string {
  return reply.includes('[') ? reply.replace(CLIENT, '') : reply
}
