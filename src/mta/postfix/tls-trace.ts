import type { Frame } from '../../wire/syslog/frame.ts'
import type { LogSink } from '../log-event.ts'

/**
 * OpenSSL's trace of one session's records (SSL_trace(3)): what the `tlstrace` files of 3.12 hold, and `openssl s_client -trace` prints. They
 * have no stamps; the file's name begins with the program: `smtp20260514…`, `smtpd20260514…`.
 */
export interface TlsTrace {
  file(name: string): void
  /** False: not a line of a trace. */
  read(frame: Frame): boolean
}

const RECORD = /^(?:(Sent|Received) (?:TLS )?Record|Header:)$/
const ALERT = /^ *Level=fatal\(2\), description=(.{1,60})\((\d{1,3})\)/
const SERVER_VERSION = /^ *server_version=0x\w{1,4} \((TLS 1(?:\.\d)?|SSL 3(?:\.0)?)\)/
/** In the hello of the server: what it chose. */
const CHOSEN = /^ *(TLS 1\.\d) \(\d{3}\)$/
/** Alerts with which one side says that it does not trust the other's certificate (RFC 8446 §6.2). */
const DISTRUST: ReadonlySet<string> = new Set(['42', '43', '44', '45', '46', '48'])

export function openTlsTrace(sink: LogSink): TlsTrace {
  let ours = true
  let open = false
  let sent = false
  let version = ''
  let isServerHello = false
  let finished = 0
  let inCertificate = false

  function reset(): void {
    open = false
    inCertificate = false
    version = ''
    isServerHello = false
    finished = 0
  }

  function failed(alert: string, number: string, atMs: number): void {
    if (!ours) return sink.server('tlsAcceptFailed', atMs)
    sink.tlsFailed(
      sent && DISTRUST.has(number)
        ? `server certificate verification failed: ${alert}`
        : `TLS handshake: ${sent ? 'sent' : 'received'} fatal alert: ${alert} (SSL alert number ${number})`,
      atMs,
    )
  }

  function detail(text: string, atMs: number): void {
    const alert = ALERT.exec(text)
    if (alert !== null) {
      // After the handshake it is an alert of the session's.
      if (finished < 2) failed(alert[1] ?? '', alert[2] ?? '', atMs)
      return reset()
    }
    if (/^ *\w{1,30}, Length=\d/.test(text)) isServerHello = /^ *ServerHello,/.test(text)
    version = SERVER_VERSION.exec(text)?.[1] ?? (isServerHello ? (CHOSEN.exec(text)?.[1] ?? version) : version)
    if (/^ *Finished, Length=/.test(text) && ++finished === 2 && ours) sink.tlsEstablished(plainVersion(version), atMs)
  }

  return {
    file(name) {
      reset()
      const base = name.slice(name.lastIndexOf('/') + 1)
      ours = !/^(?:smtpd|postscreen|tlsproxy)/.test(base)
    },
    read(frame) {
      const text = frame.message.slice(0, 300)
      const record = RECORD.exec(text)
      if (record !== null) {
        // A new session begins with a hello of its own: what was open before has ended.
        open = true
        if (record[1] !== undefined) sent = record[1] === 'Sent'
        return true
      }
      if (!open) return false
      if (inCertificate || text.startsWith('-----BEGIN ')) {
        inCertificate = !text.startsWith('-----END ')
        return true
      }
      if (!/^(?: |$|-{5}|Certificate:)/.test(text)) return false
      if (/^ *ClientHello, Length=/.test(text)) {
        reset()
        open = true
      }
      detail(text, frame.atMs)
      return true
    },
  }
}

/** `TLS 1.3` as all other logs have it. */
function plainVersion(version: string): string {
  return version.replace(' ', 'v').replace(/v1\.0$/, 'v1')
}
