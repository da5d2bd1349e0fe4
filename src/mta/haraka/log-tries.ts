import { ownString } from '../../wire/syslog/latin1.ts'
import { BoundedMap } from '../bounded-map.ts'
import { domainOf } from '../log-event.ts'
import { saidCommand } from './smtp-command.ts'

/** What one message's delivery is doing. */
interface Try {
  /** `192.0.2.1:25`, as it is being tried; empty between tries. */
  endpoint: string
  /** The last host's failure, in the words of its line. */
  failure: string
  command: string
  /** Whom the message is for, as far as the protocol was logged, without those that had an answer of their own. */
  readonly recipients: Set<string>
  /** Those of them whom the server put off: the next try is for them. */
  readonly later: Set<string>
  /** Recipient domain, where a line told it. */
  domain: string
}

/** Bounds of the memory: messages on their way, and recipients of one. */
const TRIES_HELD = 8_192
const RECIPIENTS_HELD = 1_000

export interface Peer {
  readonly mx: string
  readonly address: string
}

/** Deliveries under way, by their id and by the address that they try: the connection pool names only the latter. */
export interface Tries {
  /** A host is tried. `target`: `192.0.2.1:25 (0) (5)`. */
  begin(id: string, target: string): void
  /** A line that was sent, where the log shows the protocol. */
  command(id: string, line: string): void
  failed(id: string, text: string): void
  /** The message is delivered, or given up. */
  end(id: string): void
  /** The message is put off: whom it is for stays known for the next try. */
  putOff(id: string): void
  /** This recipient had an answer of its own: a refusal, or that it should come `later`. */
  answered(id: string, recipient: string, later: boolean): void
  /** The server took the message for all who had no answer of their own. */
  taken(id: string): void
  domain(id: string, name: string): void
  /** Domains of a transaction's recipients, as far as the log tells them. */
  domainsOf(transaction: string): number
  /** Some recipients of the message are to be tried again. */
  isPutOff(id: string): boolean
  /** A client named this recipient in a transaction, whose deliveries have the transaction's id and a number: one for each domain, in this order. */
  accepted(transaction: string, recipient: string): void
  /** Recipients that share what becomes of the message, and their domain; each empty where the log does not tell. */
  restOf(id: string): { readonly recipients: readonly string[]; readonly domain: string }
  /** The delivery that tries the address in a text, or empty. */
  waitingFor(text: string): string
  failureOf(id: string): string
  /** What was said of the address in a text. */
  failureAt(text: string): string
  /** The last command sent, where the log shows the protocol. */
  commandOf(id: string): string
  peer(id: string): Peer
}

export function openTries(): Tries {
  const byId = new BoundedMap<string, Try>(TRIES_HELD)
  const byEndpoint = new BoundedMap<string, string>(TRIES_HELD)
  /** Recipients by domain, of transactions. */
  const accepted = new BoundedMap<string, Map<string, Set<string>>>(TRIES_HELD)

  function of(id: string): Try {
    const known = byId.get(id)
    if (known !== undefined) return known
    const { recipients, domain } = groupOf(id)
    const made: Try = {
      endpoint: '',
      failure: '',
      command: '',
      recipients: new Set(recipients),
      later: new Set(),
      domain,
    }
    byId.set(ownString(id), made)
    return made
  }

  /** What a client asked for in the transaction of delivery `UUID.T.N`: its Nth domain. */
  function groupOf(id: string): { readonly recipients: Iterable<string>; readonly domain: string } {
    const dot = id.lastIndexOf('.')
    const groups = accepted.size === 0 ? undefined : accepted.get(id.slice(0, dot))
    const group = groups === undefined ? undefined : [...groups][Number(id.slice(dot + 1)) - 1]
    return { recipients: group?.[1] ?? [], domain: group?.[0] ?? '' }
  }

  return {
    begin(id, target) {
      const endpoint = ownString(target.slice(0, 300).split(' ')[0] ?? '')
      const attempt = of(id)
      attempt.endpoint = endpoint
      attempt.command = ''
      byEndpoint.set(endpoint, ownString(id))
    },
    command(id, line) {
      const verb = saidCommand(line)
      if (verb === '') return
      const attempt = of(id)
      attempt.command = verb
      const recipient = verb === 'RCPT TO' ? /^RCPT TO: ?<([^>]{1,320})>/.exec(line.slice(0, 400))?.[1] : undefined
      if (recipient !== undefined && attempt.recipients.size < RECIPIENTS_HELD)
        attempt.recipients.add(ownString(recipient))
    },
    failed(id, text) {
      const attempt = of(id)
      attempt.failure = ownString(text.slice(0, 2_000))
      if (attempt.endpoint !== '') byEndpoint.set(attempt.endpoint, ownString(id))
    },
    end(id) {
      byId.delete(id)
    },
    putOff(id) {
      const attempt = byId.get(id)
      if (attempt !== undefined) again(attempt)
    },
    answered(id, recipient, later) {
      const attempt = of(id)
      if (attempt.recipients.delete(recipient) && later) attempt.later.add(ownString(recipient))
    },
    taken(id) {
      const attempt = of(id)
      attempt.recipients.clear()
      if (attempt.later.size === 0) byId.delete(id)
      else again(attempt)
    },
    accepted(transaction, recipient) {
      const groups = accepted.get(transaction) ?? new Map<string, Set<string>>()
      accepted.set(transaction, groups)
      const domain = ownString(domainOf(recipient))
      const group = groups.get(domain) ?? new Set<string>()
      if (group.size < RECIPIENTS_HELD && groups.size < RECIPIENTS_HELD)
        groups.set(domain, group.add(ownString(recipient)))
    },
    domainsOf: (transaction) => accepted.get(transaction)?.size ?? 0,
    isPutOff: (id) => (byId.get(id)?.later.size ?? 0) > 0,
    domain(id, name) {
      of(id).domain = ownString(name)
    },
    restOf(id) {
      const { recipients, domain } = of(id)
      return { recipients: [...recipients], domain }
    },
    waitingFor(text) {
      return byEndpoint.get(endpointIn(text)) ?? ''
    },
    failureOf: (id) => byId.get(id)?.failure ?? '',
    failureAt(text) {
      const { address } = hostIn(
        `${/\b([\d.]{7,15}|[0-9a-f]{0,4}:[0-9a-f:]{3,40})\b/i.exec(text.slice(0, 200))?.[1] ?? ''}:25`,
      )
      return address === '' ? '' : (byId.get(byEndpoint.get(`${address}:25`) ?? '')?.failure ?? '')
    },
    commandOf: (id) => byId.get(id)?.command ?? '',
    peer: (id) => hostIn(byId.get(id)?.endpoint ?? ''),
  }
}

/** Another try is to come, for whoever is left. */
function again(attempt: Try): void {
  for (const recipient of attempt.later) attempt.recipients.add(recipient)
  attempt.later.clear()
  Object.assign(attempt, { endpoint: '', failure: '', command: '' })
}

/** Ports that mail is sent to: other numbers behind a colon are times. */
const MAIL_PORT = '(25|465|587|2525)\\b'
const PORT = new RegExp(`:${MAIL_PORT}`)
const ENDPOINT = new RegExp(`(?:^| )([a-z0-9][a-z0-9.-]{2,252}|\\[?[0-9a-f:.]{3,45}\\]?):${MAIL_PORT}`, 'i')
/** The line names the host, and no port. */
const LOOKUP = /^DNS lookup of ([a-z0-9][a-z0-9.-]{0,252}) /i

function endpointIn(text: string): string {
  const { mx, address } = hostIn(text)
  const port = PORT.exec(text.slice(0, 400))?.[1] ?? '25'
  return `${address === '' ? mx : address}:${port}`
}

/** The host in `192.0.2.1:25`, `mx.example:587`, or in a lookup that failed; each empty where the text names none. */
export function hostIn(text: string): Peer {
  const head = text.slice(0, 400)
  const match = ENDPOINT.exec(head) ?? LOOKUP.exec(head)
  const name = (match?.[1] ?? '').replace(/^\[|\]$/g, '').toLowerCase()
  return /^[\d.]+$|:/.test(name) ? { mx: '', address: name } : { mx: name, address: '' }
}
