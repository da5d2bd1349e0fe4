import type { Stage } from '../domain/stage.ts'
import { answer, beginBody, say, type Dialogue, type Said } from './dialogue.ts'
import { templateOf } from './reply-lengths.table.ts'
import { createTlsHandshake, SEAL_BYTES, sealAlert } from './tls-handshake.ts'
import { FOUR_LETTERS, stageAfter } from './tls-next-stage.ts'
import { ALERT, APPLICATION_DATA, CHANGE_CIPHER_SPEC, endOf, HANDSHAKE, type TlsRecord } from './tls-record.ts'
import { TLS13, type TlsStory } from './tls-story.ts'

/**
 * Reads the stages of an SMTP session inside TLS from the lengths of its records (`DATA`, `QUIT` and `RSET` are six octets,
 * a lone dot three). Everything it says is an inference.
 */
export interface TlsStages {
  record(record: TlsRecord): void
}

/** `.` CRLF, and CRLF `.` CRLF. */
const DOTS = new Set([3, 5])

/** Octets of the plain text in a record: what the cipher adds depends on version and suite. */
function plainBytesOf(record: TlsRecord, { version, suite }: TlsStory): number {
  if (version === TLS13 || version === 0) return record.length - SEAL_BYTES
  // ChaCha20-Poly1305 (RFC 7905) adds its tag, AES-GCM (RFC 5288) eight octets of nonce too.
  const isChaCha = suite >= 0xcca8 && suite <= 0xccae
  return record.length - (isChaCha ? 16 : 24)
}

export function createTlsStages(dialogue: Dialogue, story: TlsStory, port: () => number): TlsStages {
  let stage: Stage = 'tls'
  let recipients = 0
  /** Client octets since the server last spoke, and server records since the client last spoke. */
  let burstBytes = 0
  let answersInTurn = 0
  let answerBytesInTurn = 0
  let last: Said | undefined
  let bodyEndOffset = -1
  let lastPlain = 0
  /** Of the server, after the handshake: tickets and answers. */
  let serverRecords = 0

  const isOfHandshake = createTlsHandshake(story, () => {
    if (dialogue.outstanding[0]?.verb === 'HELLO') dialogue.outstanding.shift()
    stage = story.wrapped ? 'banner' : 'tls'
  })

  function clientRecord(record: TlsRecord, plain: number): void {
    if (stage === 'banner') {
      // TLS from the start: the server greets first, and its session tickets cannot be told from the greeting.
      dialogue.outstanding.length = 0
    }
    burstBytes += plain
    lastPlain = plain
    const answered = last?.answer !== undefined
    const next = stageAfter(stage, plain, {
      recipients,
      burstBytes,
      answersInTurn,
      answerBytesInTurn,
      answered,
      port: port(),
    })
    if (next === 'rcpt') recipients += 1
    else if (stage === 'dot') recipients = 0
    const sameTurn = last !== undefined && !answered && next === stage && next !== 'rcpt'
    stage = next
    if (next === 'body') {
      if (!dialogue.inBody) beginBody(dialogue, record.offset, record.frame, record.atUs)
      bodyEndOffset = endOf(record)
      if (DOTS.has(plain)) dot(record)
    } else if (!sameTurn) last = command(record, next)
    answersInTurn = 0
    answerBytesInTurn = 0
  }

  /** What a record says, as far as its length tells; `offset`: where it begins in the client's stream. */
  function sayRecord(verb: string, at: Stage, record: TlsRecord, offset: number, end: number): Said {
    const { frame, atUs } = record
    return say(dialogue, { verb, stage: at, offset, end, frame, atUs, inferred: true, text: '' })
  }

  function command(record: TlsRecord, at: Stage): Said {
    if (at === 'quit') dialogue.quit = true
    return sayRecord('?', at, record, record.offset, endOf(record))
  }

  function dot(record: TlsRecord): void {
    dialogue.inBody = false
    stage = 'dot'
    last = command(record, 'dot')
  }

  function serverRecord(record: TlsRecord, plain: number): void {
    if (stage === 'tls') return // Session tickets, before the client's first command.
    burstBytes = 0
    answersInTurn += 1
    answerBytesInTurn += plain
    const due = dialogue.outstanding[0]?.stage
    const early =
      due === 'ehlo' || due === 'banner' || (stage === 'ehlo' && record.atUs - (last?.answer?.atUs ?? 0) < 1e6)
    const template = early ? undefined : templateOf(plain, dialogue.bannerHost)
    // A refusal or a goodbye that breaks into the message leaves the message unfinished.
    if (stage === 'body' && dialogue.inBody && template?.goodbye !== true) {
      dialogue.inBody = false
      stage = 'dot'
      last = sayRecord('.', 'dot', record, bodyEndOffset - 1, bodyEndOffset)
    }
    const { offset, frame, atUs } = record
    if (afterTickets(record)) return
    if (answersInTurn > 1 && dialogue.outstanding.length === 0 && template === undefined) return
    const made = answer(dialogue, {
      code: template?.code ?? 0,
      text: template?.text ?? '',
      offset,
      end: endOf(record),
      frame,
      atUs,
      inferred: true,
    })
    if (made.to?.stage === 'dot') dialogue.messagesAccepted += 1
    // `334` prompts have 18 or 6 octets, `235` some thirty; a short answer is the 250 to MAIL.
    if (made.to?.stage === 'auth' && last === made.to && plain !== 18 && plain !== FOUR_LETTERS && plain < 24) {
      made.to.stage = 'mail'
      stage = 'mail'
    }
  }

  /**
   * TLS 1.3 session tickets arrive after the first command, and before its answer: of several records in that turn the last
   * is the answer.
   */
  function afterTickets(record: TlsRecord): boolean {
    const before = last?.answer
    if (stage !== 'ehlo' || last === undefined || before === undefined || record.atUs - before.atUs > 1e6) return false
    const later = {
      ...before,
      offset: record.offset,
      end: endOf(record),
      frame: record.frame,
      atUs: record.atUs,
    }
    dialogue.answers[dialogue.answers.indexOf(before)] = later
    last.answer = later
    return true
  }

  /** Six octets, an answer, and the server's close_notify: that was QUIT. */
  function maybeQuit(): void {
    if (lastPlain !== FOUR_LETTERS || last === undefined || last.answer === undefined || dialogue.inBody) return
    last.stage = 'quit'
    dialogue.quit = true
  }

  function record(one: TlsRecord): void {
    if (!story.begun || isOfHandshake(one) || one.type === CHANGE_CIPHER_SPEC || one.type === HANDSHAKE) return
    const plain = plainBytesOf(one, story)
    const isAlert =
      (one.type === APPLICATION_DATA && story.version === TLS13 && plain === 2) ||
      (one.type === ALERT && one.length > 2)
    if (one.from === 'server') serverRecords += 1
    if (isAlert) {
      if (serverRecords === 1 && one.from === 'server' && !story.wrapped && story.version === TLS13)
        sealAlert(story, one)
      if (story.closeNotify === undefined && one.from === 'server') maybeQuit()
      story.closeNotify ??= { from: one.from, frame: one.frame, atUs: one.atUs }
      return
    }
    if (one.type !== APPLICATION_DATA) return
    if (one.from === 'client') clientRecord(one, plain)
    else serverRecord(one, plain)
  }

  return { record }
}
