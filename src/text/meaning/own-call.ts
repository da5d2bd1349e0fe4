import { alternatives } from '../../base/alternatives.ts'

/** Only a program that prints its own error writes so: a class of errors, a number or a name of errno, Go's `dial tcp`. */
const PRINTED_ERROR =
  /(?<![\w@])[A-Z]\w{1,40}(?:Error|Exception)(?!\w)|\[Errno -?\d{1,5}\]|\bE(?:CONN(?:REFUSED|RESET|ABORTED)|TIMEDOUT|HOSTUNREACH|NETUNREACH|NOTFOUND|AI_AGAIN|PIPE)\b|\bdial (?:tcp|udp|unix)\b/

/** How a call ended, with whom it was when that is said: `Connect call failed`, `dial tcp 10.0.0.3:9000: i/o timeout`. */
const END_OF_CALL =
  /\b(?:dial|read|write|connect(?:ing|ion)?|getaddrinfo)\b[^\n]{0,80}?(?:refused|reset|timed out|timeout|failed|unreachable|E(?:CONN[A-Z]{3,8}|TIMEDOUT|NOTFOUND|HOSTUNREACH|NETUNREACH|AI_AGAIN))(?:[ .:]{1,3}[\w.:-]{1,80})?|\b(?:timed out|name or service not known)\b/gi

/** Parts of the server's own house, by names that no client has. */
const HOUSE = 'database|back-?end|upstream|ldap'
const PART = String.raw`(?:(?:the|its|our|a) )?[\w -]{0,30}?\b(?:${HOUSE}|directory|sql|(?:policy|filter|scan(?:ner|ning)?|milter|anti-?virus|spam|content)[ -](?:server|service|daemon))\b`

/** A call whose other end is named, and is such a part. */
const CALL_TO_ITS_OWN = alternatives(
  {
    undone: new RegExp(String.raw`\b(?:could not|cannot|can't|unable to|failed to) connect to ${PART}[^\n]{0,60}`),
    refused: new RegExp(String.raw`\bconnection (?:to|with) ${PART}(?: was| has been| is)? refused\b`),
    refusedBy: new RegExp(
      String.raw`\bconnection (?:was )?refused by (?:(?:the|its|our|a) )?(?:${HOUSE})\b[^\n]{0,40}`,
    ),
  },
  'gi',
)

/** Errors that are named for how a call ends. */
const NAMED_END = /\b(?:Connect(?:ion)?|Socket|Timeout|gai)\w{0,30}(?:error|exception)\b/gi

/**
 * The words that a server says besides the error of a call of its own, to a database or a scanner; undefined where it printed none.
 * `(ConnectionRefusedError) [Errno 111] Connect call failed` refuses no client.
 */
export function besidesOwnCall(text: string): string | undefined {
  const named = text.replaceAll(CALL_TO_ITS_OWN, ' ')
  if (named === text && !PRINTED_ERROR.test(text)) return undefined
  const rest = named.replaceAll(END_OF_CALL, ' ').replaceAll(NAMED_END, ' ')
  return rest === text ? undefined : rest
}
