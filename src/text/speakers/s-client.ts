import type { Grammar } from '../grammar.ts'

/** Lines that `openssl s_client` has only in a sheet, and those that it prints once a handshake is over. */
const SHEET = /^(?:CONNECTED\([\dA-F]{8}\)|Connecting to \S{1,60}|no peer certificate available)\s*$/m
const STOOD = /^(?:-----BEGIN CERTIFICATE|subject=\S|SSL-Session:|New, (?:TLS|SSL)v)/m
const FAILED = /^write:errno=(\d{1,5})\s*$/m

/** Linux, then BSD and macOS, then WinSock. */
const RESET: ReadonlySet<string> = new Set(['104', '54', '10054'])
const SILENT: ReadonlySet<string> = new Set(['110', '60', '10060'])
/** Nothing had gone wrong with the system: the other side closed. */
const CLOSED: ReadonlySet<string> = new Set(['0', '32'])

/**
 * `openssl s_client` shakes hands inside of its first write (apps/s_client.c, SSL_ERROR_SYSCALL): `write:errno=` without a session in the sheet
 * is the end of a handshake.
 */
export const sClient: Grammar = {
  name: 's-client',
  signs: ['write:errno='],
  read({ raw }) {
    const errno = FAILED.exec(raw)?.[1]
    if (errno === undefined || !SHEET.test(raw) || STOOD.test(raw)) return undefined
    const base = { speaker: 'us', voice: 'tls', stage: 'tls', rule: `s-client/${errno}` } as const
    if (RESET.has(errno)) return { ...base, symptom: 'tls.handshake.reset', ended: 'rst' }
    if (SILENT.has(errno)) return { ...base, symptom: 'tls.handshake.timeout', ended: 'silence' }
    return CLOSED.has(errno) ? { ...base, symptom: 'tls.handshake.eof', ended: 'fin' } : undefined
  },
}
