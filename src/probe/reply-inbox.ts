import type { Reply } from '../domain/reply.ts'
import { replyText } from '../domain/reply.ts'
import type { Garbled, ReplyParser } from '../wire/smtp/reply-parser.ts'
import { createReplyParser } from '../wire/smtp/reply-parser.ts'

/** A peer may be this many replies ahead of what was asked; bulk NOOPs and pipelines stay far below. */
const INBOX_LIMIT = 2_000
const UNSOLICITED_LIMIT = 20

/** Replies as they came, waiting to be taken. */
export interface ReplyInbox {
  receive(octets: Uint8Array): void
  take(): Reply | undefined
  peek(): Reply | undefined
  waiting(): number
  garbled(): Garbled | undefined
  /** The stream ends or patience does: a last chance to see that what is pending is no SMTP. */
  finish(): Garbled | undefined
  pendingBytes(): number
  /** The code with which an unfinished answer has begun. */
  pendingCode(): number | undefined
  /** Moves what is waiting to the unsolicited ones, and forgets an unfinished line. */
  setAside(): void
  unsolicited(): readonly string[]
}

export function createReplyInbox(): ReplyInbox {
  let parser: ReplyParser = createReplyParser()
  let replies: Reply[] = []
  let garbled: Garbled | undefined
  const unsolicited: string[] = []
  return {
    receive(octets) {
      for (const event of parser.push(octets)) {
        if (event.kind === 'garbled') garbled ??= event
        else if (replies.length < INBOX_LIMIT) replies.push(event.reply)
        else
          garbled ??= {
            kind: 'garbled',
            head: replyText(event.reply).slice(0, 256),
            why: `more than ${INBOX_LIMIT} replies that nobody asked for`,
          }
      }
    },
    take: () => replies.shift(),
    peek: () => replies[0],
    waiting: () => replies.length,
    garbled: () => garbled,
    finish() {
      garbled ??= parser.finish()
      return garbled
    },
    pendingBytes: () => parser.pendingBytes(),
    pendingCode: () => parser.pendingCode(),
    setAside() {
      for (const reply of replies.slice(0, UNSOLICITED_LIMIT - unsolicited.length))
        unsolicited.push(replyText(reply).slice(0, 1_000))
      replies = []
      parser = createReplyParser()
    },
    unsolicited: () => unsolicited,
  }
}
