import type { Stage } from '../../domain/stage.ts'
import type { DialogueLine } from './dialogue-lines.ts'

/** Words of a program for which something went wrong. */
export const TROUBLE =
  /error|fail|could not|cannot|unable|timed? ?out|closed|reset|eof|broken|terminated|disconnected|lost connection|connection lost|empty|end[- ]of[- ]file/i

/** The message could not be written: what is sent behind it goes nowhere. */
export const UNWRITTEN = /broken pipe|\berrno[= ]?(?:32|104)\b|\bsend of \d{1,12} bytes failed/i

/** A program that found the end of the line. */
const ENDED = /\bend[- ]of[- ]file\b|\beof\b|\bclosed by\b|\bconnection (?:was )?(?:reset|closed)\b|\bbroken pipe\b/i

/** swaks, curl, MDaemon, Sendmail: a connection is tried. */
const CONNECTS =
  /^(?:[^\n]{0,80}[\s\]*=.])?(?:trying [^\s.:[]{0,255}[.:[]|(?:connecting to|attempting smtp connection to) \S{2,255})/i

/** What answers STARTTLS, where the command is not shown; a greeting begins with a name (RFC 5321 §4.2). */
const READY_FOR_TLS =
  /^\W{0,3}220[ -](?:2\.0\.0 )?(?:ready (?:to|for) |go ahead with |begin |start |starting |proceed with |tls go ahead)(?:start |starting )?(?:tls|\b)/i

/** What goes out before the answer to it is there. */
const PIPELINED: ReadonlySet<Stage> = new Set<Stage>(['mail', 'rcpt'])

/** How far a session came, and what was said when. */
export interface Course {
  /** What the client waited for. */
  readonly stage: Stage
  readonly answered: boolean
  /** The message of the last transaction was accepted. */
  readonly taken: boolean
  readonly refusal: readonly string[]
  readonly refusedAt: Stage
  /** What the program said after the last line of either side. */
  readonly remarks: readonly string[]
  /** What it said since the server's last word, and what it had said before the session was shown. */
  readonly sinceAnswer: readonly string[]
  readonly preamble: readonly string[]
  /** How often nothing stood where an answer was awaited. */
  readonly unheard: number
  /** What it said before it left of its own accord. */
  readonly farewell: readonly string[]
  /** What the program said of the handshake before it went on without one; empty when it never did. */
  readonly handshake: string
  /** The refusal of STARTTLS, when the client went on. */
  readonly declined: readonly string[]
}

/** What stands when a connection is tried. */
function anew() {
  return {
    stage: 'banner' as Stage,
    answered: false,
    taken: false,
    refusal: [] as string[],
    open: [] as string[],
    left: false,
    handshake: '',
    declined: [] as readonly string[],
  }
}

/** Follows a session line by line to its end. */
export function courseOf(lines: readonly DialogueLine[]): Course {
  let stage: Stage = 'banner'
  let answered = false
  let taken = false
  let refusal: string[] = []
  let refusedAt: Stage = 'banner'
  let open: string[] = []
  let remarks: string[] = []
  let farewell: string[] = []
  let handshake = ''
  let declined: readonly string[] = []
  let left = false
  /** What a client was left waiting for that quits, or starts over, without an answer. */
  let abandoned: Stage | undefined
  /** Commands that went out together (RFC 2920): they are answered in their order. */
  let together: Stage[] = []
  let follows = false
  let sinceAnswer: string[] = []
  let preamble: readonly string[] | undefined
  let unheard = 0
  let lastCode = 0
  let closing: { readonly refusal: readonly string[]; readonly refusedAt: Stage } | undefined
  for (const [at, line] of lines.entries()) {
    if (line.who === 'message' && stage === 'body') continue
    if (line.who === 'nobody') {
      if (!answered) unheard += 1
      if (!answered) abandoned ??= stage
      continue
    }
    if (line.who === 'program' || line.who === 'message') {
      remarks.push(line.text)
      sinceAnswer.push(line.text)
      // The end of the line: what is sent behind it goes nowhere.
      if (!answered && ENDED.test(line.text)) abandoned ??= stage
      // Swift shows the end of the message below its mark.
      if (stage === 'body' && line.text.trim() === '.') {
        stage = 'dot'
        answered = false
      }
      if (stage === 'body' && UNWRITTEN.test(line.text)) abandoned ??= stage
      // Another server is tried: what was said to the one before is over.
      if (CONNECTS.test(line.text)) abandoned = undefined
      if (CONNECTS.test(line.text)) ({ stage, answered, taken, refusal, open, left, handshake, declined } = anew())
      continue
    }
    // A client that says why it leaves has been left without an answer before: what comes after its QUIT changes nothing.
    if (left && (line.who === 'server' || line.stage === 'quit')) continue
    left =
      line.who === 'client' &&
      line.stage === 'quit' &&
      (!answered || stage === 'tls') &&
      TROUBLE.test(remarks.join('\n').slice(0, 4_000))
    if (left) continue
    preamble ??= remarks
    if (line.who === 'client' && line.stage === 'quit') farewell = remarks
    if (line.who === 'client' && stage === 'tls' && remarks.some((remark) => TROUBLE.test(remark)))
      handshake = remarks.join('\n').slice(0, 4_000)
    if (line.who === 'client' && refusal.length > 0 && refusedAt === 'starttls') declined = refusal
    remarks = []
    if (line.who === 'client') {
      // Leaving and starting over answer no question; everything else means that the refusal before was not the end.
      if (line.stage !== 'quit' && line.stage !== 'idle') {
        // 421 ends the session (RFC 5321 §3.8): what is sent after it goes nowhere.
        // So does every refusal in place of the greeting (§3.1).
        if (refusal.length > 0)
          closing =
            refusal.at(-1)?.startsWith('421') === true || (refusedAt === 'banner' && line.stage === 'ehlo')
              ? { refusal, refusedAt }
              : undefined
        refusal = []
      } else if (!answered || stage === 'body' || stage === 'tls') abandoned ??= stage
      const isPipelined = lines[at - 1]?.who === 'client' && PIPELINED.has(stage)
      follows &&= isPipelined
      together = isPipelined ? [...together, line.stage] : [line.stage]
      stage = line.stage
      answered = false
      taken &&= stage === 'quit'
      // A reply whose last line was joined to the one before it.
      open = []
      continue
    }
    open.push(line.text)
    lastCode = line.code
    sinceAnswer = []
    abandoned = undefined
    unheard = 0
    if (!line.last) continue
    // 334 asks for more of the credentials (RFC 4954 §4).
    answered = line.code !== 334
    taken ||= line.code === 250 && (stage === 'body' || stage === 'dot')
    closing = undefined
    const answers = together.shift() ?? stage
    if (line.code >= 400 && stage !== 'quit') {
      // What is refused behind a refusal follows from it.
      if (!follows) ({ refusal, refusedAt } = { refusal: open, refusedAt: answers })
      follows = together.length > 0
    } else if (line.code === 354) stage = 'body'
    else if (line.code === 220 && (stage === 'starttls' || READY_FOR_TLS.test(open[0] ?? ''))) stage = 'tls'
    open = []
  }
  // A paste may end within a reply of several lines: what its first lines refuse, it refuses.
  const cut = lastCode >= 400 && stage !== 'quit' ? open : []
  if (cut.length > 0) ({ refusal, refusedAt } = { refusal: cut, refusedAt: stage })
  if (refusal.length === 0 && closing !== undefined)
    ({ refusal, refusedAt } = { ...closing, refusal: [...closing.refusal] })
  return {
    stage: abandoned ?? stage,
    answered: answered && abandoned === undefined,
    taken,
    refusal,
    refusedAt: refusedAt === 'body' ? 'dot' : refusedAt,
    remarks,
    sinceAnswer,
    preamble: preamble ?? [],
    unheard,
    farewell,
    handshake,
    declined,
  }
}
