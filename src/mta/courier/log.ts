import { rowOf } from '../../base/row-of.ts'
import type { Frame } from '../../wire/syslog/frame.ts'
import { ownString } from '../../wire/syslog/latin1.ts'
import { attemptOf } from '../attempt-line.ts'
import { BoundedMap } from '../bounded-map.ts'
import { domainOf, type AttemptStatus, type LineReader, type LogSink } from '../log-event.ts'

const PROGRAM = /^courier(?:d|esmtp|esmtpd|local|dsn|fax|uucp|filter|tcpd)?$/

export function ownsProgram(program: string): boolean {
  return PROGRAM.test(program)
}

/** `id=I,from=<s>,addr=<r>` with what became of it behind: `: words`, `,success: delivered: H [A]`, `,status: deferred`. */
const OUTCOME =
  /^id=([0-9A-Za-z.]{1,80}),from=<[^>]{0,320}>,addr=<([^>]{0,320})>(?:,size=\d{1,15})?(: |,success: |,status: )/

const STATUS: Readonly<Record<string, AttemptStatus>> = { success: 'sent', deferred: 'deferred', failure: 'bounced' }

/** A line about one recipient: its `kind` says what the words behind it are. */
interface OutcomeLine {
  readonly id: string
  readonly recipient: string
  readonly kind: string
  readonly words: string
}

/** What a module said of one recipient before the status. */
interface Said {
  readonly words: string
  readonly mx: string
  readonly address: string
}

const JOBS_HELD = 1_000

const NOTHING: Said = { words: '', mx: '', address: '' }

/** `started,id=I,from=<s>,module=esmtp,host=H,addr=<r>` */
const STARTED =
  /^started,id=([0-9A-Za-z.]{1,80}),from=<[^>]{0,320}>,module=([a-z]{1,20}),host=([^,]{0,255}),addr=<([^>]{0,320})>/

/** After it failed to reach a host, Courier lets it rest (`esmtpdelay`), and says this without a try. */
const RESTING = 'Network is down'

/**
 * `Connection timed out` is said of a server that takes no connection and of one that falls silent in the session alike. It gives the first a minute
 * for each address (`esmtptimeoutconnect`), the second five or ten (`esmtptimeouthelo`, `esmtptimeout`).
 */
const TIMED_OUT = 'Connection timed out'
const SHORTEST_SESSION_TIMER_MS = 280_000

/** Reads Courier's mail server 0.6x to 1.x through syslog. */
export function readLog(sink: LogSink): LineReader {
  const said = new BoundedMap<string, Said>(8_192, () => sink.forgotten('messages', 1))
  /** When the try for a recipient began. */
  const begun = new BoundedMap<string, number>(8_192)

  /** Why a domain was not reached last. */
  const unreached = new BoundedMap<string, string>(4_096)

  /** Deliveries under way by message: those to one host are one job, and end with one line. Whom nothing was said of yet. */
  const jobs = new BoundedMap<string, Map<string, Set<string>>>(8_192, () => sink.forgotten('messages', 1))

  function read(frame: Frame): boolean {
    if (frame.program === '') return false
    const text = frame.message
    const found = OUTCOME.exec(text.slice(0, 800))
    if (found !== null) {
      const [head, id = '', recipient = '', kind = ''] = found
      outcome(frame, { id, recipient, kind, words: text.slice(head.length) })
      return true
    }
    if (frame.program === 'courieresmtpd') server(frame.atMs, text)
    else if (text.startsWith('newmsg,id=')) sink.queue('queued', frame.atMs)
    else if (text.startsWith('started,id=')) started(frame.atMs, text)
    else if (text.startsWith('completed,id=')) completed(frame.atMs, text.slice(13).trimEnd())
    return true
  }

  function started(atMs: number, text: string): void {
    const found = STARTED.exec(text.slice(0, 1_200))
    if (found === null) return
    const [, id = '', module = '', host = '', recipient = ''] = found
    begun.set(`${id} ${recipient}`, atMs)
    const ofMessage = jobs.get(id) ?? new Map<string, Set<string>>()
    jobs.set(id, ofMessage)
    const job = `${module} ${host}`
    if (ofMessage.size < JOBS_HELD)
      ofMessage.set(ownString(job), (ofMessage.get(job) ?? new Set()).add(ownString(recipient)))
  }

  /** A job is done. Where a server closed before it greeted, or at EHLO, Courier says nothing else of the try. */
  function completed(atMs: number, id: string): void {
    const ofMessage = jobs.get(id)
    if (ofMessage === undefined) return
    const [job] =
      [...ofMessage].find(([, left]) => left.size === 0) ?? (ofMessage.size === 1 ? [...ofMessage.keys()] : [])
    if (job === undefined) return
    for (const recipient of job.startsWith('esmtp ') ? (ofMessage.get(job) ?? []) : []) {
      unreached.set(domainOf(recipient), '')
      sink.attempt(attemptOf({ software: 'courier', atMs, queueId: id, recipient, status: 'deferred' }))
    }
    ofMessage.delete(job)
    if (ofMessage.size === 0) jobs.delete(id)
  }

  function outcome(frame: Frame, { id, recipient, kind, words }: OutcomeLine): void {
    const key = `${id} ${recipient}`
    const before = said.get(key) ?? NOTHING
    if (kind === ': ') {
      const waitedMs = frame.atMs - (begun.get(key) ?? Number.NaN)
      const sentence = plainWords(words, waitedMs >= SHORTEST_SESSION_TIMER_MS, domainOf(recipient))
      return said.set(key, { ...before, words: ownString(sentence.slice(0, 2_000)) })
    }
    if (kind === ',success: ') {
      const host = /^delivered: (\S{1,255}) \[(\S{1,60})\]/.exec(words.slice(0, 400))
      if (host !== null) said.set(key, { ...before, mx: ownString(host[1] ?? ''), address: ownString(host[2] ?? '') })
      return
    }
    const status = rowOf(STATUS, words.trimEnd())
    if (status === undefined) return
    said.delete(key)
    begun.delete(key)
    for (const left of jobs.get(id)?.values() ?? []) left.delete(recipient)
    const domain = domainOf(recipient)
    const resting = before.words === RESTING && status === 'deferred'
    if (status === 'sent') unreached.delete(domain)
    else if (!resting && !/^[245]\d\d[ -]/.test(before.words)) unreached.set(domain, before.words)
    if (status !== 'sent' && before.words.startsWith('TLS handshake failed: ')) sink.tlsFailed(before.words, frame.atMs)
    sink.attempt(
      attemptOf({
        software: 'courier',
        atMs: frame.atMs,
        queueId: id,
        recipient,
        status,
        mx: before.mx,
        address: before.address.replace(/^::ffff:/i, ''),
        suspended: resting,
        reason: status === 'sent' ? '' : resting ? (unreached.get(domain) ?? '') : before.words,
      }),
    )
  }

  /** `error,relay=::ffff:192.0.2.1,from=<s>,to=<r>: 550 …` */
  function server(atMs: number, text: string): void {
    if (text.startsWith('error,relay='))
      sink.server(/[:"] ?535 /.test(text.slice(0, 2_000)) ? 'authFailed' : 'rejected', atMs)
  }

  return { read, end: () => undefined }
}

/** What it says of a handshake that came to no end: the server closed, or said nothing for as long as a command may take. */
const SHAKE_BROKEN = /^400 (?:DEBUG: )?Unexpected SSL connection shutdown/

/** A failure of its own TLS library has the code 400 before it, which no server sent. `isLong`: one of its timers may have run out. */
function plainWords(words: string, isLong: boolean, domain: string): string {
  if (isLong && words.trimEnd() === TIMED_OUT) return `conversation with the server of ${domain} timed out`
  if (SHAKE_BROKEN.test(words)) return `TLS handshake failed: ${isLong ? 'timed out' : 'unexpected end of file'}`
  return /^400 (?![245]\.)/.test(words) && /handshake|pull function|TLS|SSL/i.test(words.slice(0, 200))
    ? `TLS handshake failed: ${words.slice(4)}`
    : words
}
