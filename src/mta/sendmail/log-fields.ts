/** The fields of a Sendmail line: `to=<a@example.org>, delay=00:00:01, relay=mx.example.org. [192.0.2.1], dsn=2.0.0, stat=Sent`. */

/** Of a list that somebody made long on purpose, no more is counted. */
const MOST_RECIPIENTS = 1_000

/** Colon after a queue id: 8 to 20 letters and digits, one of them a digit, or `NOQUEUE`. */
export function queueIdEnd(text: string): number {
  let index = 0
  let digits = 0
  for (; index < 22; index++) {
    const code = text.charCodeAt(index)
    if (code >= 48 && code <= 57) digits++
    else if (!((code >= 65 && code <= 90) || (code >= 97 && code <= 122))) break
  }
  if (text.charCodeAt(index) !== 58 || text.charCodeAt(index + 1) !== 32) return -1
  return (digits > 0 && index >= 8) || text.startsWith('NOQUEUE') ? index : -1
}

/** `key=value` up to the next comma; empty where the key is missing. */
export function value(text: string, key: string, from: number): string {
  const at = text.indexOf(`, ${key}=`, from)
  if (at < 0) return ''
  const start = at + key.length + 3
  const end = text.indexOf(',', start)
  return text.slice(start, end < 0 ? undefined : end)
}

/** The host that was asked, as far as the line names it. */
export interface Relay {
  readonly mx: string
  readonly address: string
}

/** `relay=mx.example.org. [192.0.2.1]`, `[IPv6:2001:db8::1]`. */
export function relayOf(text: string, from: number): Relay {
  const relay = value(text, 'relay', from)
  const open = relay.indexOf('[')
  const close = relay.indexOf(']', open)
  const address = open < 0 || close < 0 ? '' : relay.slice(open + 1, close).replace(/^IPv6:/i, '')
  const name = (open < 0 ? relay : relay.slice(0, open)).trim().replace(/\.$/, '').toLowerCase()
  return { mx: name, address }
}

/** `to=<a@x>,<b@x>, ctladdr=…`: the list ends at ", key=", for commas inside it have no space after them. `limit`: where the line's status begins. */
export function recipientsOf(text: string, start: number, limit: number): readonly string[] {
  const comma = text.indexOf(', ', start + 3)
  return text
    .slice(start + 3, comma < 0 ? limit : Math.min(comma, limit))
    .split(',')
    .slice(0, MOST_RECIPIENTS)
    .map((part) => part.trim().replace(/^<|>$/g, ''))
    .filter((part) => part !== '')
}

/** `00:00:01`, `1+02:03:04`; NaN for anything else. */
export function durationSeconds(text: string): number {
  const match = /^(?:(\d{1,5})\+)?(\d{2}):(\d{2}):(\d{2})$/.exec(text)
  if (match === null) return Number.NaN
  const [, days = '0', hours, minutes, seconds] = match
  return Number(days) * 86_400 + Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)
}
