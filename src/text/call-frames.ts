import { rowOf } from '../base/row-of.ts'
import type { Stage } from '../domain/stage.ts'
import { HANDSHAKE, METHODS, PYTHON_LINES, PYTHON_METHODS, WRITTEN } from './call-frames.table.ts'
import { stageOfCommand } from './stage-words.ts'
import { wordsOf } from './words.ts'
import type { Words } from './words.ts'

/** A trace of more than this is cut: the ends of a trace, where the mail library stands, are nearer than that. */
const MOST_FRAMES = 400

/**
 * The stage that a stack trace shows: that of the innermost method of a mail library. Java, .NET, PHP, Perl and Ruby print the innermost
 * frame first, Python prints it last.
 */
export function stageOfFrames(raw: string): Stage | undefined {
  if (/\bFile "[^"\n]{1,300}\.py"/.test(raw) || (raw.includes('File "') && !raw.includes('.rb"')))
    return pythonStage(raw)
  if (!TRACED.test(raw)) return undefined
  // What was caught stands above its cause in some languages, and below it in others.
  return HANDSHAKE.test(raw) ? 'tls' : firstOf(raw, METHODS)
}

/** Something stands there that may be a frame, or a call with its first argument. */
const TRACED =
  /\bat |\.rb[:"]|\.lua:\d|#\d{1,3} |->do|->_|::SMTP::|gen_smtp_client|[a-z]\(["']|^ {2,8}(?:in |à |bei |en |em |w |в )?[A-Z]\w{1,40}\.[\w.<>`]{3,200}\(/im

/** What a program says, without the frames of its stack: a socket that lies under `SSLSocketImpl` is in no handshake for that. */
export function withoutFrames(words: Words): Words {
  const isPowerShell = POWERSHELL.test(words.raw)
  if (!isPowerShell && !FRAME.test(words.raw)) return words
  const lines = words.raw.split('\n', 2_000).filter((line) => !isPowerShell || !POWERSHELL_LINE.test(line))
  // Python prints the source below each frame, and further in, where it has it.
  const said = lines.filter(
    (line, index) => !FRAME.test(line) && !(/^\s{4}/.test(line) && /^\s{0,8}File "/.test(lines[index - 1] ?? '')),
  )
  return wordsOf(said.join('\n'))
}

/** PowerShell prints the place, the command with tildes under it, and the class of the error. */
const POWERSHELL = /^\s{0,4}\+ [~ ]{0,200}~$/m
const POWERSHELL_LINE = /^\s{0,8}(?:\+ |\S{1,6} [A-Z]:\\[^\n]{1,300}:\d{1,6} \S{2,8}:\d)/

// Exchange sets the same mark before a reply: `#550 5.1.1 …`.
// Perl's Devel::StackTrace ends its frames with the place.
// Node sets the place in its own source above the error that nobody caught: `node:events:502`.
const FRAME =
  /^\s{0,12}(?:node:[\w/]{2,60}:\d{1,6}$|at \S|from \S{1,200}\.rb:|File "|#\d{1,3} (?!\d\.\d)\S|[\^~]{3,}|Trace begun at \S|[A-Z]\w{1,40}(?:::\w{1,60}){1,8}(?:\(| {)[^\n]{0,2000} (?:called )?at \S{1,300} line \d{1,6}$)/m

function firstOf(raw: string, methods: readonly (readonly [RegExp, Stage])[]): Stage | undefined {
  let best: { readonly at: number; readonly stage: Stage } | undefined
  for (const [method, stage] of methods) {
    const at = raw.search(method)
    if (at !== -1 && (best === undefined || at < best.at)) best = { at, stage }
  }
  const written = WRITTEN.exec(raw)
  if (written?.[1] !== undefined && (best === undefined || written.index < best.at))
    return stageOfCommand(written[1]) ?? best?.stage
  return best?.stage
}

const PYTHON_FRAME =
  /File "([^"\n]{1,300})", line \d{1,6}(?:, in ([\w<>.]{1,80}))?[ \t]{0,4}(?:\n(?!\s{0,8}File ")([^\n]{0,200}))?/g

function pythonStage(raw: string): Stage | undefined {
  let best: Stage | undefined
  let caller = ''
  let count = 0
  for (const [, file = '', method = '', source = ''] of raw.matchAll(PYTHON_FRAME)) {
    count += 1
    if (count > MOST_FRAMES) break
    // Where no source is shown, who calls for the reply tells which.
    const greets = caller === 'connect' && method === 'getreply' && /smtplib/.test(file)
    best = greets ? 'banner' : (pythonFrame(file, method, source) ?? best)
    caller = method
  }
  return best
}

/** What a frame's own line does says more than the method that it stands in. */
function pythonFrame(file: string, method: string, source: string): Stage | undefined {
  const library = /smtplib/.test(file)
  if (library && /^(?:connect|_?create_connection)$/.test(method) && /getreply|read_response/.test(source))
    return 'banner'
  // aiosmtplib: what it reads there is the answer to the command, before hands are shaken.
  if (library && method === 'start_tls' && source.includes('read_response')) return 'starttls'
  // uvloop is compiled, and shows no source.
  if (/\bsslproto\.pyx?$/.test(file) && /handshake/.test(method)) return 'tls'
  const line = PYTHON_LINES.find(([pattern]) => pattern.test(source))?.[1]
  // Handshakes and connects stand in the modules below too; a program's own `create_connection` may be to anything.
  if (
    line !== undefined &&
    (library || /(?:ssl|socket|sslproto)\.py$/.test(file) ? true : line !== 'tls' && line !== 'connect')
  )
    return line
  return library ? (rowOf(PYTHON_METHODS, method) ?? (method.startsWith('auth_') ? 'auth' : undefined)) : undefined
}
