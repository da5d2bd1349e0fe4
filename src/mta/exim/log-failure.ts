import { readHost } from './log-line.ts'

/** Texts that Exim's TLS code begins its complaints with, on the delivering side. */
export function tlsFailure(text: string, start: number): { readonly mx: string; readonly address: string } | undefined {
  const unencrypted = text.indexOf('delivering unencrypted to ', start)
  if (unencrypted >= 0 && !isBareAnnouncement(text, start)) return readHost(text, unencrypted)
  if (text.startsWith('DANE attempt failed;', start)) return bracketed(text, start)
  const error = text.indexOf('TLS error on connection', start)
  if (error >= 0 && error - start < 400 && text.startsWith('H=', start)) return readHost(text, start)
  return undefined
}

/** "TLS session failure: delivering unencrypted to H=…" repeats the failure that the line before told. */
function isBareAnnouncement(text: string, start: number): boolean {
  return text.startsWith('TLS session failure: delivering unencrypted', start)
}

function bracketed(text: string, start: number): { readonly mx: string; readonly address: string } {
  const open = text.indexOf(' [', start)
  const space = text.lastIndexOf(' ', open - 1)
  const close = text.indexOf(']', open)
  return open < 0 || close < 0
    ? { mx: '', address: '' }
    : { mx: text.slice(space + 1, open), address: text.slice(open + 2, close) }
}

/** `H=host [address]: text` or `host [address] text` (before 4.8): one host failed, another may take it. */
export function hostAtStart(
  text: string,
  start: number,
): { readonly mx: string; readonly address: string; readonly reason: string } | undefined {
  const open = text.indexOf(' [', start)
  if (open < 0 || open - start > 260) return undefined
  const name = text.slice(text.startsWith('H=', start) ? start + 2 : start, open)
  const close = text.indexOf(']', open)
  if (close < 0 || name.includes(' ') || !name.includes('.')) return undefined
  // " rejected RCPT" and "F=<…>" belong to a client of ours.
  const tail = text.slice(close + 1)
  if (tail.includes(' rejected ') || tail.includes(' F=<')) return undefined
  return {
    mx: name.toLowerCase(),
    address: text.slice(open + 2, close),
    reason: hostReason(tail, text.slice(start, close + 1).replace(/^H=/, '')),
  }
}

/** `: words`; what failed to connect stands without a colon, or behind the host once more: then it is an error of the system. */
function hostReason(tail: string, host: string): string {
  const words = tail.replace(/^:\d{1,5}(?=[: ])/, '')
  const again = `: ${host}: `
  if (words.startsWith(again)) return `connect to ${host}: ${words.slice(again.length)}`
  return words.replace(/^:? /, '')
}

const BARE_ERROR =
  /^(defer \(\d{1,3}\): [A-Z][^:=[]{2,80}) H=\S{1,255} \[[\da-f.:]{2,45}\](?::\d{1,5})?(?: [A-Z]{1,2}=[^ ]{1,80}){0,6}$/i

/** `defer (111): Connection refused H=mx [address]`, an error of the system and nothing else: without the host, which is the first that was tried, whichever it is of. */
export function bareError(words: string): string {
  return words.length > 600 ? '' : (BARE_ERROR.exec(words)?.[1] ?? '')
}

/** Below ERRNO_RETRY_BASE no attempt was made: not yet time, a domain or a transport that is held back. */
const NOT_YET = /\((?:-5[1-7])\)|\(0\): SMTP delivery explicitly queued/
const EXPIRED = ['retry timeout exceeded', 'have been failing for a long time']
/** Searched for one by one: a pattern of them all would be tried at every character of every failure. */
const ABOUT_TLS = ['TLS session', 'TLS error', '_handshake)', '(SSL_connect)', 'certificate verif']
const TLS_ERRORS = ['defer (-37)', 'defer (-38)']

export function isNotYet(words: string): boolean {
  return NOT_YET.test(words.slice(0, 50)) || words.includes('retry time not reached')
}

export function isExpired(words: string): boolean {
  return EXPIRED.some((phrase) => words.includes(phrase))
}

export function isAboutTls(words: string): boolean {
  return (
    TLS_ERRORS.some((beginning) => words.startsWith(beginning)) || ABOUT_TLS.some((phrase) => words.includes(phrase))
  )
}
