import { saysExpired } from '../expiry.ts'
import { wordsOf } from '../words.ts'

/** One recipient of a report as its fields state it (RFC 3464 §2.3); everything as written, comments kept. */
export interface StatusFields {
  readonly recipient?: string
  readonly originalRecipient?: string
  readonly action?: string
  readonly status?: string
  readonly diagnostic?: string
  readonly remoteMta?: string
  /** The sender gave up, as its comment beside the status says. */
  readonly hasExpired?: boolean
}

export interface DeliveryStatus {
  readonly reportingMta?: string
  readonly recipients: readonly StatusFields[]
}

const FIELD = /^([A-Za-z][A-Za-z0-9-]{1,40})\s{0,4}:\s?(.*)$/
const MOST_RECIPIENTS = 10_000

/**
 * Reads message/delivery-status, and the same fields where they stand in a body. Tolerant: fields in any order, blank lines missing or
 * doubled, folded values, unknown fields, addresses without a type.
 */
export function readDeliveryStatus(text: string): DeliveryStatus {
  const recipients: StatusFields[] = []
  let fields = new Map<string, string>()
  let reportingMta: string | undefined
  let last = ''
  const finish = (): void => {
    reportingMta ??= valueOf(fields.get('reporting-mta'))
    const group = groupOf(fields)
    if (group !== undefined && recipients.length < MOST_RECIPIENTS) recipients.push(group)
    fields = new Map()
    last = ''
  }
  for (const line of text.split('\n')) {
    if (line.trim() === '') {
      finish()
      continue
    }
    const match = FIELD.exec(line)
    if (match !== null && (!/^\s/.test(line) || match[1]?.includes('-') === true)) {
      const name = (match[1] ?? '').toLowerCase()
      // Two groups without a blank line between them.
      if (name === 'final-recipient' && fields.has('final-recipient')) finish()
      fields.set(name, fields.has(name) ? `${fields.get(name) ?? ''} ${match[2] ?? ''}` : (match[2] ?? ''))
      last = name
    } else if (last !== '') fields.set(last, `${fields.get(last) ?? ''} ${line.trim()}`)
  }
  finish()
  return { recipients, ...(reportingMta !== undefined && { reportingMta }) }
}

function groupOf(fields: ReadonlyMap<string, string>): StatusFields | undefined {
  const original = fromXtext(addressIn(fields.get('original-recipient')))
  const final = addressIn(fields.get('final-recipient'))
  // A name of another system (`x400; /S=…`, `LOCAL;<a.b>`, `@host:a@daemon`) says less than the address that the mail was sent to.
  const foreign = final !== undefined && !/^[^@]+@[^@]+\.[^@]+$/.test(final) && original?.includes('@') === true
  const recipient = (foreign ? original : final) ?? original ?? addressIn(fields.get('x-actual-recipient'))
  const status = /[245]\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? '')?.[0]
  const action = /[a-z]+/i.exec(fields.get('action') ?? '')?.[0].toLowerCase()
  if (recipient === undefined && status === undefined) return undefined
  const comment = commentOf(fields.get('status'))
  const diagnostic =
    DIAGNOSTICS.map((name) => fields.get(name)).find((value) => value !== undefined && value.trim() !== '') ?? comment
  const remoteMta = valueOf(fields.get('remote-mta'))
  return {
    ...(recipient !== undefined && { recipient }),
    ...(original !== undefined && original !== recipient && { originalRecipient: original }),
    ...(action !== undefined && { action }),
    ...(status !== undefined && { status }),
    ...(diagnostic !== undefined && diagnostic.trim() !== '' && { diagnostic: diagnostic.trim() }),
    ...(remoteMta !== undefined && { remoteMta }),
    ...(comment !== undefined && saysExpired(wordsOf(comment)) && { hasExpired: true }),
  }
}

/** RFC 3464 §2.3.6, and the fields that Outlook.com, Exchange and others have in its place. */
const DIAGNOSTICS = ['diagnostic-code', 'x-display-diagnostic', 'x-smtp-diagnostic', 'x-supplementary-info'] as const

/** `5.0.0 (recipient reached disk quota)`: systems without a diagnostic say it beside the status. */
function commentOf(status: string | undefined): string | undefined {
  const comment = /\(([^()]{3,500})\)/.exec(status ?? '')?.[1]
  return comment !== undefined && /[a-z]{3}/i.test(comment) ? comment : undefined
}

/** `dns; mx.example.org (192.0.2.1)` without its type. */
function valueOf(field: string | undefined): string | undefined {
  const value = field?.replace(/^[\w-]{1,30}\s{0,4};/, '').trim()
  return value === undefined || value === '' ? undefined : value
}

/**
 * What ORCPT says in xtext (RFC 3461 §4) stands in the field as it is (§6.3), yet servers hand it on as they got it. Of the signs that xtext has to
 * spell out, addresses hold these two; other pairs of digits may be the address's own.
 */
function fromXtext(address: string | undefined): string | undefined {
  return address?.replaceAll('+2B', '+').replaceAll('+3D', '=')
}

function addressIn(field: string | undefined): string | undefined {
  const value = valueOf(field)
  if (value === undefined) return undefined
  const address = /[^\s<>;,"]{1,128}@[^\s<>;,"]{1,255}/.exec(value.slice(0, 1_000))?.[0]
  return address ?? (value.split(/\s/)[0] === '' ? undefined : value.split(/\s/)[0])
}
