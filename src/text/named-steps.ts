import type { Stage } from '../domain/stage.ts'
import { bare, stageNounAt } from './stage-nouns.ts'
import { wordsOf } from './words.ts'

/**
 * The error of a library or of the operating system, behind what the program was doing: Go, Rust and their kin wrap errors so that each caller
 * sets its own step in front, `could not send: set sender: read tcp …: i/o timeout`.
 */
const INNERMOST =
  /: (?:(?:unexpected )?EOF\b|(?:read|write) tcp |i\/o timeout\b|context deadline exceeded\b|broken pipe\b|connection reset by peer\b|use of closed network connection\b)/

/** What programs call their steps and SMTP does not. */
const STEPS: readonly (readonly [RegExp, Stage])[] = [
  [/\b(?:new|create|creating|init|initialize)\w{0,4} (?:smtp )?client\b|\bsmtp ?dial\b|\bnewclient\b/, 'banner'],
  [/\bhello\b/, 'ehlo'],
  [/\b(?:set|setting|add|issue|send|sending) (?:the )?(?:sender|from|from address|return path)\b/, 'mail'],
  [/\b(?:set|setting|add|adding) (?:the )?(?:recipients?|rcpt|to|receiver)\b/, 'rcpt'],
  [/\b(?:writ(?:e|ing)|copy|copying) (?:the )?(?:message|mail|e-?mail|content|headers?|data|body)\b/, 'body'],
  [/\bclos(?:e|ing) (?:the )?(?:(?:smtp |data |message |body )?(?:writer|data|stream))\b/, 'dot'],
]

/** Words around a step that say nothing of it. */
const AROUND =
  /^(?:failed|failure|error|errors|could|cannot|can|not|unable|to|the|a|while|during|on|in|at|smtp|command|cmd|step|stage|issue|issuing|send|sending|run|do)$/
/** Everyday words are a step's name where they stand for themselves. */
const NAMED_ALONE: ReadonlySet<string> = new Set(['data', 'auth', 'quit', 'login', 'authentication', 'mail', 'dot'])

/** The step that stands right before the innermost error of a chain: `data: EOF` is `data`. */
export function stageOfChain(raw: string): Stage | undefined {
  const inner = INNERMOST.exec(raw)
  if (inner === null) return undefined
  const before = raw.slice(Math.max(0, inner.index - 120), inner.index)
  const step = before.slice(Math.max(before.lastIndexOf(': '), before.lastIndexOf('\n'), before.lastIndexOf('"')) + 1)
  const { flat } = wordsOf(step)
  const named = STEPS.find(([pattern]) => pattern.test(flat))?.[1]
  if (named !== undefined) return named
  const tokens = flat.trim().split(' ')
  for (let at = 0; at < tokens.length; at += 1) {
    const noun = stageNounAt(tokens, at)
    if (noun !== undefined && !noun.everyday) return noun.stage
  }
  const told = tokens.filter((token) => !AROUND.test(token))
  const alone = told.length === 1 ? bare(told[0] ?? '') : ''
  // `failed to send mail: EOF` is the whole of it.
  if (!NAMED_ALONE.has(alone) || (alone === 'mail' && /\bsend/.test(flat))) return undefined
  return alone.startsWith('log') ? 'auth' : stageNounAt([alone], 0)?.stage
}

/** What a program says that it could not do: PEAR's Mail, Email::Sender and everybody's own words. */
const UNDONE =
  / (?:failed|failure|unable|could not|couldn t|cannot|can not|can t)(?: to| in| while)? ((?:auth|authenticate|authenticating|log ?in|login) |(?:set|add)(?:ting)? (?:the )?(?:envelope )?(?:sender|from|recipients?|rcpt)\b|send data (?!ehlo |helo |starttls |auth |mail |rcpt |rset |quit )|hello )/

/** The step that the words say could not be done: `failed to add recipient`. */
export function stageOfUndone(flat: string): Stage | undefined {
  const step = UNDONE.exec(flat)?.[1]
  if (step === undefined) return undefined
  if (/sender|from/.test(step)) return 'mail'
  if (/recipient|rcpt/.test(step)) return 'rcpt'
  if (step === 'send data ') return 'data'
  return step === 'hello ' ? 'ehlo' : 'auth'
}
