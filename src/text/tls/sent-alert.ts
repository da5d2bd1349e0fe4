import type { Symptom } from '../../domain/symptom.ts'
import { wordsOf } from '../words.ts'
import type { Words } from '../words.ts'
import { alertNamed } from './tls-alerts.ts'

/**
 * Alerts that our own side sent, as programs show them: curl's `(OUT), TLS alert, unknown CA (560):`, OpenSSL's `alert write:fatal:unknown CA`
 * and Tcl's `alert write {unknown CA}`, Erlang's `generated CLIENT ALERT: Fatal - Bad Certificate`, Bouncy Castle's
 * `raised fatal(2) bad_record_mac(20)`, BoringSSL's `write alert, level: fatal, description: unknown CA`, SChannel's event 36888.
 */
const SENT =
  /\(out\), tls alert, ([a-z ]{5,40}) \(\d{3}\)|\b(?:alert write|write alert, level)\W{1,3}(?:(?:fatal|warning)\W{1,3}(?:description: )?)?([a-z ]{5,40})|\bgenerated (?:client|server) alert\W{1,3}(?:fatal|warning)\W{1,3}([a-z ]{5,40})|\b(?:raised fatal\(2\)|tlsfatalalert:) ([a-z_]{5,40})\(\d{1,3}\)|generated and sent to the remote endpoint[^\n]{0,120}?error code is (\d{1,3})|\b(?:we|our side|our client) sen[dt] (?:an? |the )?(?:fatal |tls )?alert (?:number )?(\d{1,3})/gi

/** The words without the alerts that our own side sent: the peer said nothing by them. */
export function withoutSentAlerts(words: Words): Words {
  if (!words.lower.includes('alert')) return words
  const rest = words.raw.replace(SENT, '')
  return rest === words.raw ? words : wordsOf(rest)
}

/** What our own side found wrong, where the alert that it sent is all that tells. */
export function symptomOfSentAlert(lower: string): { readonly symptom: Symptom; readonly rule: string } | undefined {
  if (!lower.includes('alert')) return undefined
  SENT.lastIndex = 0
  const sent = SENT.exec(lower)
  if (sent === null) return undefined
  const description =
    (sent[5] ?? sent[6]) === undefined
      ? alertNamed((sent[1] ?? sent[2] ?? sent[3] ?? sent[4] ?? '').replaceAll('_', ' '))
      : Number(sent[5] ?? sent[6])
  return description === undefined
    ? undefined
    : { symptom: complaint(description), rule: `tls/sent-alert-${description}` }
}

/** RFC 8446 §6.2: which fault of the peer's each alert is sent for. */
function complaint(description: number): Symptom {
  switch (description) {
    case 20:
    case 21:
    case 22:
    case 30:
    case 51:
      return 'tls.handshake.corrupt'
    case 42:
    case 43:
    case 44:
    case 46:
    case 48:
      return 'tls.cert.untrusted'
    case 45:
      return 'tls.cert.expired'
    case 70:
    case 86:
      return 'tls.handshake.version'
    case 71:
      return 'tls.handshake.cipher'
    case 112:
      return 'tls.cert.sni'
    case 116:
      return 'tls.cert.clientrequired'
    default:
      return 'tls.handshake.alert'
  }
}
