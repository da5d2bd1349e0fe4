import type { Fields } from './json-fields.ts'

/** What a shipper's parser (`postfix_status_line` in fluentd) made of a line with a status: its attributes are fields, and no text is kept. */
export const STATUS_FIELDS_NAMED = /"queue_id"\s*:/
export const STATUS_FIELDS = ['process', 'queue_id', 'status'] as const

export interface StatusLine {
  /** `postfix/smtp[123]` */
  readonly tag: string
  readonly message: string
}

/** In the order in which Postfix writes them. */
const ATTRIBUTES = [
  ['relay', 'relay'],
  ['connuse', 'conn_use'],
  ['delay', 'delay'],
  ['delays', 'delays'],
  ['dsn', 'dsn'],
] as const

/** The line as it was before it was taken apart. */
export function statusLineOf(fields: Fields): StatusLine | undefined {
  const text = (name: string): string => {
    const field = fields.get(name)
    return typeof field === 'string' || typeof field === 'number' ? String(field) : ''
  }
  const tag = text('process')
  const queueId = text('queueid')
  const status = text('status')
  const whose = (['to', 'from'] as const).find((name) => text(name) !== '')
  if (!/^[\w./-]{1,80}\[\d{1,10}\]$/.test(tag) || queueId === '' || status === '' || whose === undefined)
    return undefined
  const address = text(whose).replaceAll(/^<|>$/g, '')
  const attributes = ATTRIBUTES.filter(([field]) => text(field) !== '').map(([field, name]) => `${name}=${text(field)}`)
  const detail = text('statusdetail').trim()
  const told = detail === '' || detail.startsWith('(') ? `${status} ${detail}`.trimEnd() : `${status}, ${detail}`
  return { tag, message: `${queueId}: ${[`${whose}=<${address}>`, ...attributes, `status=${told}`].join(', ')}` }
}
