/**
 * How a sender says that it gives a message back: Postfix's status, RFC 3464's action, Exim's and qmail's marks, OpenSMTPD's result, Sendmail's
 * final codes without a word of deferral, ZoneMTA's and Haraka's verbs, and the sentences of their reports.
 */
const GIVEN_BACK =
  /\bstatus=(?:bounced|expired)\b|^\s{0,4}action: ?failed\b|(?:^|\s)\*\* \S{1,320}@|\bdelivery \d{1,10}: failure:|\bresult="?permfail\b|\bdsn=5\.\d{1,3}\.\d{1,3}, stat=|\bbounce\[[\w-]{1,40}\]|\bbouncing mail\b|\b(?:undelivered|undeliverable) mail returned\b|\breturned to (?:the )?sender\b|\bpermanent fatal errors?\b|\bfailed permanently\b|\bthis is a permanent error\b|\bi've given up\b/gim

/** How it says that it keeps one and tries again. */
const KEPT =
  /\bstatus=deferred\b|^\s{0,4}action: ?delayed\b|(?:^|\s)== \S{1,320}@|\bdelivery \d{1,10}: deferral:|\bresult="?tempfail\b|\bstat="?deferred\b|\bdeferred\[[\w-]{1,40}\]|\btemp failing\b|\b[45]\.4\.7 message delayed\b|\bdelivery (?:is|has been|was) delayed\b|\b(?:has not|hasn't) been delivered yet\b|\b(?:will be retried|still being retried|still undelivered|will keep trying|will continue)\b/gim

/** True when the sender gave the message back, by the last that the text says of it: then it is in no queue, and nobody tries it again. */
export function saysReturned(text: string): boolean {
  return lastOf(text, GIVEN_BACK) > lastOf(text, KEPT)
}

/** True when it says that it keeps the message and tries again, and nothing later to the contrary. */
export function saysKept(text: string): boolean {
  return lastOf(text, KEPT) > lastOf(text, GIVEN_BACK)
}

function lastOf(text: string, pattern: RegExp): number {
  let last = -1
  for (const { index } of text.matchAll(pattern)) last = index
  return last
}
