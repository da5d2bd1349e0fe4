import { headLength, writerOf } from './log-head.ts'
import { withoutQuoteMarks } from './quote-marks.ts'
import { withoutRepeatedHeads } from './repeated-heads.ts'

/**
 * What collects the output of programs sets before each line: containerd a stamp and the stream, Docker and the services that run builds a stamp alone,
 * kubectl and stern the pod, grep the file.
 */
const FRAMES: readonly RegExp[] = [
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,9}(?:Z|[+-]\d\d:\d\d) std(?:out|err) [FP] /,
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7,9}Z(?: (?:##\[error\])?|$)/,
  // pm2 and Docker's swarm.
  /^(?:\d{1,3}\|[\w.-]{1,40}|[\w.-]{1,60}\.\d{1,4}\.\w{1,40}@[\w.-]{1,60}) {0,30}\| ?/,
  /^\[pod\/[\w.-]{1,100}\/[\w.-]{1,60}\] /,
  // The name of a pod ends in five letters of Kubernetes' alphabet, which has no vowels.
  /^[a-z][\w.-]{1,60}-[bcdfghjklmnpqrstvwxz2456789]{5} [\w.-]{1,60} (?=\S)/,
  /^(?:\/var\/log\/[\w./+-]{1,120}|(?:[\w.+-]{0,60}\/){0,8}[\w.+-]{1,60}\.(?:log|out|err)(?:[.-]\d{1,8})?):(?:\d{1,8}:)?(?=\S)/,
]

/** docker compose sets the name of the container there. */
const CONTAINER = /^[\w.-]{1,60} {1,30}\| ?/

/** What PHP wrote to the standard error of its pool, in the logs of nginx and of PHP-FPM. */
const BY_FASTCGI =
  /^[^\n]{0,200}\b(?:FastCGI sent in stderr: "(?:PHP message: )?|child \d{1,8} said into std(?:err|out): ")([^"]{0,8000}(?:"(?! while reading|, pipe)[^"]{0,8000}){0,40})"(?: while reading [^\n]{0,2000}|, pipe is closed|\.{3})?$/gm

/** The lines of a program without what collectors set before every one of them. */
export function withoutCollector(quoted: string): string {
  const text = withoutQuoteMarks(quoted)
  const program = withoutContainer(withoutDocker(withoutJournal(text.replaceAll(BY_FASTCGI, '$1'))))
  const dump = withoutRepeatedHeads(program)
  if (dump !== undefined) return dump
  const frame = FRAMES.find((one) => one.test(program))
  if (frame !== undefined) return withoutFrame(program, (line) => frame.exec(line)?.[0]) ?? program
  return withoutSharedHead(program)
}

/** What goes on with the line above, or has a head of its own. */
const WITHIN =
  /^(?:\s{2,}\S|\t|\s{0,8}(?:at |from |file "|caused by|traceback|\.\.\. \d|#\d{1,3} |[{}]$)|[\w.$]{2,120}(?:error|exception)\b|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d |\[?\d{4}-\d\d-\d\d[ T]\d\d:)/i

const STACK = /^\s{0,8}(?:at [\w.$<>]{3,200} ?\(|from \S{1,200}:\d|file "|caused by: |nested exception|#\d{1,3} \S)/i

/** A journal sets the same head before every line of one message: a stack, or lines that have heads of their own. */
function withoutSharedHead(text: string): string {
  if (!text.includes('\n')) return text
  const lines = text.split('\n')
  const writer = writerOf(lines[0] ?? '')
  if (writer === undefined || lines.some((line) => writerOf(line) !== writer)) return text
  const said = lines.map((line) => line.slice(headLength(line)))
  // A program's own lines have a time and no more.
  const goesOn = writer.trim() === '' ? STACK : WITHIN
  return said.some((line, at) => at > 0 && goesOn.test(line)) ? said.join('\n') : text
}

/** journalctl -o verbose: the fields of a record, one on each line, below its time. */
const JOURNAL_FIELD = /^ {4}(_{0,2}[A-Z][A-Z0-9_]{1,60})=/
const JOURNAL_TIME = /^[A-Z][a-z]{2} \d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6} \S{1,8} \[s=/

function withoutJournal(text: string): string {
  if (!/^ {4}MESSAGE=/m.test(text) || !/^ {4}_{0,2}(?!MESSAGE)[A-Z][A-Z0-9_]{1,60}=/m.test(text)) return text
  const kept: string[] = []
  let isMessage = false
  for (const line of text.split('\n')) {
    if (JOURNAL_TIME.test(line)) continue
    const field = JOURNAL_FIELD.exec(line)
    if (field !== null) isMessage = field[1] === 'MESSAGE'
    if (isMessage) kept.push(field === null ? line.replace(/^ {12}/, '') : line.slice(field[0].length))
  }
  return kept.join('\n')
}

/** Docker's own files: a record of JSON for each line. */
function withoutDocker(text: string): string {
  if (!text.startsWith('{"log":"')) return text
  const lines = text.split('\n').map((line) => loggedIn(line))
  return lines.every((line) => line !== undefined) ? lines.join('\n') : text
}

function loggedIn(record: string): string | undefined {
  if (!record.startsWith('{"log":"') || !record.includes('"stream":"std')) return undefined
  try {
    // The cast states what the file holds.
    return (JSON.parse(record) as { readonly log: string }).log.trimEnd()
  } catch {
    return undefined
  }
}

/** Lines of several containers are told apart by their names. */
function withoutContainer(text: string): string {
  const name = CONTAINER.exec(text)?.[0].trimEnd()
  if (name === undefined) return text
  return withoutFrame(text, (line) => (line.startsWith(name) ? CONTAINER.exec(line)?.[0] : undefined)) ?? text
}

/** undefined when one of the lines has no such frame. */
function withoutFrame(text: string, frameOf: (line: string) => string | undefined): string | undefined {
  const lines = text.split('\n').map((line) => {
    const frame = line === '' ? '' : frameOf(line)
    return frame === undefined ? undefined : line.slice(frame.length)
  })
  return lines.every((line) => line !== undefined) ? lines.join('\n') : undefined
}
