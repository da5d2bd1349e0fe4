import { concat, toUtf8 } from '../wire/octets.ts'
import { bdatCommand } from '../wire/smtp/command.ts'
import { endsLine, dotStuff } from '../wire/smtp/dot-stuffing.ts'
import type { Course } from './course.ts'
import { settle } from './course.ts'
import { rest } from './rest.ts'

/** Octets handed over at once, and how many may wait in our own buffer: small enough that the buffer tells what the kernel took. */
const PIECE_BYTES = 16 * 1024
const WAITING_BYTES = 64 * 1024
/** A throttled body goes in ten pieces a second. */
const TICK_MS = 100
/** Turns of the event loop for which an answer waits until the octets before it are known to have left. */
const SETTLING_TURNS = 5
/** Between the dot and its CRLF, so that they travel apart. */
const SPLIT_DOT_MS = 100

/** The message after a 354: the octets (`body`), then the wait for the answer (`dot`). */
export async function sendData(course: Course, message: Uint8Array): Promise<boolean> {
  const { plan } = course
  const ending = plan.message?.lineEnding === 'lf' ? 'lf' : 'crlf'
  const eol = ending === 'lf' ? '\n' : '\r\n'
  const closed = endsLine(message, ending) ? dotStuff(message) : concat([dotStuff(message), toUtf8(eol)])
  const apart = plan.message?.splitDot === true || plan.pauseMs?.dot !== undefined || plan.upTo === 'body'
  course.position = 'message'
  if (!(await rest(course, 'body'))) return false
  const octets = apart ? closed : concat([closed, toUtf8(`.${eol}`)])
  if (!(await sendBody(course, octets, `(message, ${message.length} octets)`))) return false
  if (plan.upTo === 'body') return true
  if (apart && !(await rest(course, 'dot'))) return false
  if (plan.message?.splitDot === true) {
    course.dialogue.write(toUtf8('.'))
    await course.dialogue.sleep(SPLIT_DOT_MS)
    course.dialogue.write(toUtf8(eol))
  } else if (apart) course.dialogue.write(toUtf8(`.${eol}`))
  return awaitVerdict(course, '.')
}

/** The message by BDAT (RFC 3030): no 354, no dot. */
export async function sendChunk(course: Course, message: Uint8Array): Promise<boolean> {
  const command = bdatCommand(message.length, true)
  if (!(await rest(course, 'body'))) return false
  course.position = 'message'
  if (!(await sendBody(course, concat([toUtf8(`${command}\r\n`), message]), command))) return false
  return awaitVerdict(course, command)
}

async function awaitVerdict(course: Course, said: string): Promise<boolean> {
  const { dialogue } = course
  const outcome = await dialogue.await('dot', said, () => {
    const reply = dialogue.inbox.take()
    return reply === undefined ? undefined : { kind: 'reply', reply }
  })
  if (outcome.kind === 'reply') course.position = 'command'
  return settle(course, 'dot', outcome)
}

/**
 * Writes the octets and waits until the kernel has them all. A negative reply in the middle ends it. A drop while octets still wait
 * in our own buffer is one of stage `body`; once the kernel holds them, what it could not deliver shows at the dot.
 */
async function sendBody(course: Course, octets: Uint8Array, said: string): Promise<boolean> {
  const { dialogue, plan } = course
  const line = (): number => (dialogue.tls ?? dialogue.tcp).unsentBytes()
  const rate = plan.bodyBytesPerSecond
  const pieceBytes = rate === undefined ? PIECE_BYTES : Math.max(1, Math.round((rate * TICK_MS) / 1000))
  let at = 0
  let trickling = rate !== undefined
  let turns = 0
  function fill(): void {
    while (at < octets.length && line() <= WAITING_BYTES) put()
  }
  function put(): void {
    dialogue.write(octets.subarray(at, at + pieceBytes))
    at += pieceBytes
  }
  async function trickle(): Promise<void> {
    while (trickling && at < octets.length) {
      put()
      await dialogue.sleep(TICK_MS)
    }
    dialogue.bell.ring()
  }
  const trickled = trickling ? trickle() : undefined
  const outcome = await dialogue.await(
    'body',
    said,
    () => {
      // What comes after the last octet has left answers the end of the message, however soon it comes.
      if (at >= octets.length && line() === 0) return { kind: 'done' }
      const early = dialogue.inbox.peek()
      if (early !== undefined && early.code >= 400) {
        if (at < octets.length) return { kind: 'reply', reply: dialogue.inbox.take() ?? early }
        // node:tls tells a turn or two late that the last octets have left.
        if ((dialogue.tls ?? dialogue.tcp).end() !== undefined) return { kind: 'done' }
        turns += 1
        if (turns > SETTLING_TURNS) return { kind: 'reply', reply: dialogue.inbox.take() ?? early }
        setImmediate(() => dialogue.bell.ring())
        return undefined
      }
      if (rate === undefined) fill()
      return at >= octets.length && line() === 0 ? { kind: 'done' } : undefined
    },
    () => at - line(),
  )
  trickling = false
  await trickled
  return settle(course, 'body', outcome)
}
