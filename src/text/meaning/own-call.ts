/** Only a program that prints its own error writes so: a class of errors, a number or a name of errno, Go's `dial tcp`. */
const PRINTED_ERROR =
  /(?<![\w@])[A-Z]\w{1,40}(?:Error|Exception)(?!\w)|\[Errno -?\d{1,5}\]|\bE(?:CONN(?:REFUSED|RESET|ABORTED)|TIMEDOUT|HOSTUNREACH|NETUNREACH|NOTFOUND|AI_AGAIN|PIPE)\b|\bdial (?:tcp|udp|unix)\b/

/** How a call ended, with whom it was when that is said: `Connect call failed`, `dial tcp 10.0.0.3:9000: i/o timeout`. */
const END_OF_CALL =
  /\b(?:dial|read|write|connect(?:ing|ion)?|getaddrinfo)\b[^\n]{0,80}?(?:refused|reset|timed out|timeout|failed|unreachable|E(?:CONN[A-Z]{3,8}|TIMEDOUT|NOTFOUND|HOSTUNREACH|NETUNREACH|AI_AGAIN))(?:[ .:]{1,3}[\w.:-]{1,80})?|\b(?:timed out|name or service not known)\b/gi

/** Errors that are named for how a call ends. */
const NAMED_END = /\b(?:Connect(?:ion)?|Socket|Timeout|gai)\w{0,30}(?:error|exception)\b/gi

/**
 * The words that a server says besides the error of a call of its own, to a database or a scanner; undefined where it printed none.
 * `(ConnectionRefusedError) [Errno 111] Connect call failed` refuses no client.
 */
export function besidesOwnCall(text: string): string | undefined {
  if (!PRINTED_ERROR.test(text)) return undefined
  const rest = text.replaceAll(END_OF_CALL, ' ').replaceAll(NAMED_END, ' ')
  return rest === text ? undefined : rest
}
