import { parseObject } from '../../wire/syslog/json-frame.ts'
import { saidInReply } from '../attempt-line.ts'
import type { Json } from '../json-value.ts'
import { numberOf, objectOf, stringOf } from '../json-value.ts'

/** Records of one line: one, one within another object, or a list (log hooks that send batches). Templates may leave fields out. */
export function recordsOf(line: string): readonly Json[] {
  if (line.startsWith('[')) {
    const list = parseObject(`{"records":${line}}`)?.['records']
    return Array.isArray(list) ? list.slice(0, 10_000).map(objectOf) : []
  }
  const value = parseObject(line)
  if (value === undefined) return []
  if (isRecord(value)) return [value]
  return Object.values(value).map(objectOf).filter(isRecord).slice(0, 1)
}

function isRecord(value: Json): boolean {
  return (
    typeof value['type'] === 'string' &&
    /^[A-Z]/.test(value['type']) &&
    ('queue' in value || 'recipient' in value || 'num_attempts' in value)
  )
}

export interface Peer {
  readonly mx: string
  readonly address: string
}

/** `{ name, addr }`, or the two in one text (`mx.example/192.0.2.1`) as the template engine writes it. */
export function peerOf(record: Json): Peer {
  const value = record['peer_address']
  const text = /^([\w.-]{1,255})\.?\/([\d.]{7,15}|[\da-f:]{3,39})/i.exec(stringOf(value))
  const peer = objectOf(value)
  const name = text?.[1] ?? stringOf(peer['name'])
  return { mx: name.replace(/\.$/, '').toLowerCase(), address: text?.[2] ?? stringOf(peer['addr']) }
}

export interface Reply {
  readonly text: string
  /** Without code and host. */
  readonly words: string
  readonly dsn: string
}

/** The peer's reply with the command that it answers, or KumoMTA's own words. */
export function replyOf(record: Json, { mx, address }: Peer): Reply {
  const whole = stringOf(record['response'])
  if (whole !== '') {
    const isReply = /^[245]\d\d\b/.test(whole)
    return { text: isReply ? saidInReply(mx, address, whole, '') : whole, words: whole, dsn: '' }
  }
  const response = objectOf(record['response'])
  const dsn = enhancedOf(response['enhanced_code'])
  const content = stringOf(response['content'])
  if (content.startsWith('KumoMTA internal')) return { text: content, words: content, dsn }
  const code = numberOf(response['code'])
  const command = /^(MAIL FROM|RCPT TO|DATA|EHLO|STARTTLS|AUTH|\.)/i.exec(stringOf(response['command']))?.[1] ?? ''
  const text = [Number.isNaN(code) ? '' : String(code), dsn, content].filter((part) => part !== '').join(' ')
  return { text: saidInReply(mx, address, text, command === '.' ? 'end of DATA' : command), words: content, dsn }
}

/** `{ class: 5, subject: 1, detail: 1 }`, or `5.1.1`. */
function enhancedOf(value: unknown): string {
  if (typeof value === 'string') return /^[245]\.\d{1,3}\.\d{1,3}$/.test(value) ? value : ''
  const enhanced = objectOf(value)
  return 'class' in enhanced ? [enhanced['class'], enhanced['subject'], enhanced['detail']].map(Number).join('.') : ''
}

/** `event_time` in seconds with a fraction, `timestamp` in whole seconds; either may be ISO 8601. */
export function timeOf(record: Json, otherwise: number): number {
  for (const field of [record['event_time'], record['timestamp']]) {
    const ms = typeof field === 'number' ? field * 1000 : Date.parse(stringOf(field))
    if (!Number.isNaN(ms)) return ms
  }
  return otherwise
}

export function recipientsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.slice(0, 10_000).map(stringOf)
  return [stringOf(value)]
}
