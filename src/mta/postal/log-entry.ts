import type { Frame } from '../../wire/syslog/frame.ts'
import { wholeLine } from '../../wire/syslog/frame.ts'
import { field } from '../field-text.ts'

/** One entry of Postal's text log, of either grammar. */
export interface Entry {
  readonly text: string
  /** One connection of the sender (`log_id`), which may carry several messages. Empty: not the sender's. */
  readonly session: string
  /** What the worker does at one time, with one sender for all: the job (1, 2), the first queued message (3). */
  readonly batch: string
  /** The message that is worked on, as the worker (`S::M` in 1 and 2) numbers it; empty where the entry does not tell. */
  readonly message: string
  /** Of the server that takes mail. */
  readonly fromServer: boolean
}

/** Versions 1 and 2: `[worker.2:25596] [2018-11-13T15:42:50.546] INFO -- : text`, in a container `[9] […`; colours as `cat -v` shows them. */
const OLD =
  /^(?:\^\[\[[\d;]{1,8}m)?\[(?:(\w{1,20})(?:\.\d{1,5})?:)?\d{1,10}\](?:\^\[\[0m)? \[([\d-]{10}T[\d:.]{8,16})\] +[A-Z]{4,7} -- : /
/** Their tags: of a client (six characters), of a connection of the sender (eight), of a job (ten) and its message. */
const OLD_TAGS = /^(?:\[(?:([A-Z0-9]{6})|([A-Z0-9]{8})|([A-Z0-9]{10}))\] )?(?:\[(\d{1,12}::\d{1,12}) \d{1,12}\] )?/
/** Version 3 (klogger), behind its stamp, which stands within the message where a journal has another: `INFO   text key=value …` */
const NEW = /^(?:\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d{4} )?(?:DEBUG|INFO|WARN|ERROR|FATAL) {1,6}/
/** An empty line, of which only what a container's log sets around it is there. */
const EMPTY =
  /^(?:[\w.-]{1,80} {1,40}\| ?|\S{20,40} std(?:out|err) F ?|\{(?=[^]{0,1000}"(?:log": ?"\\n|MESSAGE": ?")")[^]{0,1000}\})$/
/** What the tags of version 3 begin with: the text ends there. A peer's reply may hold an `id=` of its own. */
const TAGS = / (?:log_id|component|thread|original_queued_message|queued_message|retry_after|trace_id|batch_key)=/
/** What version 3 lets several lines pass for: the peer's reply with all its line ends. */
const MAY_GO_ON = /^(?:Net::SMTP|Cannot connect to |internal error: )/
const SEARCHED = 8_000

/** `open`: the first line of an entry of version 3, whose tags stand in a later one. undefined: not a line of Postal's. */
export function readEntry(frame: Frame): Entry | { readonly open: string } | undefined {
  const line = frame.message === '' ? wholeLine(frame) : frame.message
  return oldEntry(frame, line) ?? newEntry(frame, line)
}

/** What an entry that goes on has in its next lines. undefined: an entry may begin here, or something else. */
export function furtherText(frame: Frame): string | undefined {
  const line = frame.message === '' ? wholeLine(frame) : frame.message
  if (frame.message === '' && (frame.kind !== 'bare' || EMPTY.test(line))) return ''
  return NEW.test(line.slice(0, 60)) ? undefined : line
}

function oldEntry(frame: Frame, line: string): Entry | undefined {
  const head = OLD.exec(line.slice(0, 200))
  if (head === null) return undefined
  const [prefix, process = '', stamp = ''] = head
  frame.atMs = Date.parse(`${stamp}Z`)
  const [tags, client = '', session = '', batch = '', message = ''] =
    OLD_TAGS.exec(line.slice(prefix.length, prefix.length + 100)) ?? []
  const fromServer = process === 'smtp' || client !== ''
  return {
    text: line.slice(prefix.length + (tags?.length ?? 0)),
    session: fromServer ? '' : session,
    batch,
    message,
    fromServer,
  }
}

function newEntry(frame: Frame, line: string): Entry | { readonly open: string } | undefined {
  const prefix = NEW.exec(line.slice(0, 60))?.[0]
  if (prefix === undefined || Number.isNaN(frame.atMs)) return undefined
  const text = line.slice(prefix.length)
  return taggedEntry(text) ?? (MAY_GO_ON.test(text) ? { open: text } : undefined)
}

/** Text of version 3 with the tags behind it, which may have lines of their own. undefined: no such tags. */
export function taggedEntry(text: string): Entry | undefined {
  const tags = TAGS.exec(text.slice(0, SEARCHED))?.index
  if (tags === undefined) return undefined
  const component = field(text, 'component', tags)
  const session = field(text, 'log_id', tags)
  if (component === '' && session === '') return undefined
  return {
    text: text.slice(0, tags).trim(),
    session,
    batch: field(text, 'original_queued_message', tags),
    message: field(text, 'queued_message', tags),
    fromServer: component === 'smtp-server',
  }
}
