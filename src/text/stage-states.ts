import type { Stage } from '../domain/stage.ts'

/** A field or a phrase that holds a program's own name of the state that a session is in: `state=RCPT_SENT`, `in phase "mail_from"`. */
const STATE =
  /(?:\b(?:state|phase|stage|step|(?:op|operation|during|at)(?=\s?[:=]))\b(?:\s\d{1,2}(?:\s?(?:\/|of)\s?\d{1,2})?)?|(?<=E[A-Z]{3,15} ?)(?=@))(\s{0,2}[:=@]?\s{0,2}["'`(<[:]{0,2})(?:[A-Z]\w{0,30}(?:\.|::))?([A-Za-z][\w-]{1,40})(?=(.?))/gi

/** `last command: .`, `previous command was "DATA"`, `last cmd sent: RCPT`. */
const LAST_COMMAND =
  /\b(?:last|previous|outstanding|pending)\s(?:smtp\s)?(?:(?:thing|line|word)\s(?:we\s|it\s|that\swe\s)?(?:said|sent|wrote|written)|command|cmd|verb|request|sent|written)\b(?:\s(?:sent|issued|was|is)){0,2}\s{0,2}[:=]?\s{0,2}["'`(<[]{0,2}(\.|[a-z]{4,8}(?:\s(?:from|to)\b)?)/i

/** Parts of such names, and what they stand for. */
const PARTS: ReadonlyMap<string, Stage> = new Map(
  (
    [
      ['connect', 'connect connecting tcp'],
      ['banner', 'greeting greet greetings banner welcome'],
      ['ehlo', 'ehlo helo lhlo hello'],
      ['starttls', 'starttls'],
      ['tls', 'tls ssl handshake'],
      ['auth', 'auth authenticate authenticating authentication login user username pass password'],
      ['mail', 'mail from mailfrom sender'],
      ['rcpt', 'rcpt rcptto recipient recipients'],
      ['data', 'data'],
      ['body', 'body content payload message msg'],
      ['dot', 'dot eod eom eodata endofdata'],
      ['idle', 'rset noop'],
      ['quit', 'quit'],
    ] as const
  ).flatMap(([stage, words]) => words.split(' ').map((word) => [word, stage] as const)),
)

/** What follows a message that is out. */
const OVER = /^(?:end|sent|done|ack|acknowledge|final|finish|finished|complete|completed|terminator)$/

/** The stage that a program's own name of a state stands for: `AwaitingRcptResponse`, `SMTP_MAIL_FROM`, `body-sent`. */
export function stageOfState(name: string): Stage | undefined {
  const parts = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[\s_-]{1,4}/)
  const stages = parts.map((part) => PARTS.get(part)).filter((stage) => stage !== undefined)
  // `AWAIT_FINAL_RESPONSE`.
  const stage = stages.at(-1) ?? (parts.includes('final') ? ('dot' as const) : undefined)
  const isOver = parts.some((part) => OVER.test(part))
  // `mail_data`, `message_end`: the message's; `DATA_SENT` is the command's, `DATA_END` is none.
  if (stage === 'body') return isOver ? 'dot' : 'body'
  if (stage === 'data' && parts.some((part) => /^(?:end|terminator)$/.test(part))) return 'dot'
  return stage
}

/** `last reply "354 go ahead"`, beside the last command. */
const LAST_REPLY =
  /\b(?:last|previous)\s(?:smtp\s)?(?:(?:thing|line|word)\s(?:we\s|that\swe\s)?(?:heard|received|got|saw|read)|reply|response|answer|received)\b(?:\swas)?\s{0,2}[:=]?\s{0,2}["'`(<[]{0,2}(\d{3})\b/i

/** The stage of the command that is said to have been the last; where the reply to it is told, too, the one that followed. */
export function lastCommandStage(raw: string): Stage | undefined {
  const command = LAST_COMMAND.exec(raw)?.[1]?.toLowerCase()
  // Behind 354 comes the message, whatever was sent before.
  if (command === undefined) return LAST_REPLY.exec(raw)?.[1] === '354' ? 'body' : undefined
  if (command === '.') return 'dot'
  const stage = stageOfState(command.replace(' ', '_'))
  const reply = LAST_REPLY.exec(raw)?.[1]
  if (stage === 'data' && reply === '354') return 'body'
  return stage === 'starttls' && reply === '220' ? 'tls' : stage
}

/** `elapsed in quit()`, `called from smtp_rcpt_to()`: the function that was called, by its name. */
const CALLED =
  /\b(?:in|from|at|by|inside|within|during)\s(?:[\w$]{1,40}(?:::|\.|->|#)){0,4}([A-Za-z]\w{2,40})\(\)|(?<![\w.])(?:smtp|mail)_(\w{2,40})\(\):? (?:returned|failed|gave|raised|threw|timed out|error)/gi

/** The stage that a function's name tells where words say that it was in this one. */
function namedCall(raw: string): Stage | undefined {
  let found: Stage | undefined
  if (!raw.includes('()')) return found
  for (const [, within, alone] of raw.matchAll(CALLED)) found ??= stageOfState(within ?? alone ?? '')
  return found
}

/** `rcv()=0 @S_RCPT`. */
const AT_STATE = /\s@([A-Z][A-Z_]{2,30})\b/

/** `closed the connection (recipient).` */
const BRACKETED = /\((recipient|sender|authentication|login|auth|greeting|banner|handshake|ehlo|helo|rcpt|quit)\)/i

/** The stage that a named state tells. */
export function namedState(raw: string): Stage | undefined {
  const placed = AT_STATE.exec(raw)?.[1]
  let found = namedCall(raw) ?? (placed === undefined ? undefined : stageOfState(placed))
  const bracketed = BRACKETED.exec(raw)?.[1]
  if (bracketed !== undefined) found ??= stageOfState(bracketed)
  for (const [, sign = '', name = '', behind = ''] of raw.matchAll(STATE)) {
    const stage = isName(sign, name, behind) ? stageOfState(name) : undefined
    if (stage !== undefined) found = stage
  }
  return found
}

/** Written as programs write names: `RCPT_SENT`, `mail_from`, `AwaitingGreeting`. */
const COINED = /_|[a-z][A-Z]|^[A-Z][A-Z\d-]+$/
/** Words that stand in no sentence but for the step. */
const NO_PROSE = /^(?:ehlo|helo|lhlo|starttls|mailfrom|rcpt|rcptto|eod|eom|eodata|endofdata|rset|noop)$/i

/** A word of prose behind `state` names none (`stage from the log`, `state: User unknown`): one that could be it stands in quotes, or for itself behind its sign. */
function isName(sign: string, name: string, behind: string): boolean {
  if (COINED.test(name) || NO_PROSE.test(name) || /[="'`<[@]/.test(sign)) return true
  // `:stage :greeting`.
  if (sign === ' :') return true
  return /[:(]/.test(sign) && !/[\s:]/.test(behind)
}

/** Codes that answer one step only (RFC 5321 §4.3.2, RFC 4954 §4): where one was awaited, that step was outstanding. 220 and 250 answer several. */
const AWAITED: ReadonlyMap<string, Stage> = new Map([
  ['221', 'quit'],
  ['235', 'auth'],
  ['334', 'auth'],
  ['354', 'data'],
])
/** Symfony and Swift await these together where a recipient is named, and nowhere else (RFC 5321 §4.3.2). */
const AWAITED_OF_RECIPIENT =
  /\b(?:expected response code|expected|awaited) "?250(?:\/|, ?| or )251(?:(?:\/|, ?| or )252)?"?(?!\d)/i
const EXPECTED =
  /\b(?:expect(?:ed|ing|s)?|waiting for|awaiting|wanted|instead of|in place of)\s[^.\n\d]{0,30}?\b(221|235|334|354)\b|\b(?:where|when) (?:a |the )?(221|235|334|354) (?:was|is) (?:expected|awaited|due)/i

/** The step that the awaited code answers. */
export function stageOfAwaitedCode(raw: string): Stage | undefined {
  if (AWAITED_OF_RECIPIENT.test(raw)) return 'rcpt'
  const awaited = EXPECTED.exec(raw)
  const code = awaited?.[1] ?? awaited?.[2]
  return code === undefined ? undefined : AWAITED.get(code)
}
