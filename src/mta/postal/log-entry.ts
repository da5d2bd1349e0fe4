import type { Frame } from '../../wire/syslog/frame.ts'
import { wholeLine } from '../../wire/syslog/frame.ts'
import { field } from '../field-text.ts'

/** One line of Postal's text log, of either grammar. */
export interface Entry {
  readonly text: string
  /** One connection of the sender (`log_id`), which may carry several messages. Empty: not the sender's line. */
  readonly session: string
  /** The queued message that is worked on; empty where the line does not tell. */
  readonly message: string
  /** Of the server that takes mail. */
  readonly fromServer: boolean
}

/** Versions 1 and 2: `[worker.2:25596] [2018-11-13T15:42:50.546] INFO -- : [OD22BSXP] text`; colours as `cat -v` shows them. */
const OLD =
  /^(?:\^\[\[[\d;]{1,8}m)?\[(\w{1,20})(?:\.\d{1,5})?:\d{1,10}\](?:\^\[\[0m)? \[([\d-]{10}T[\d:.]{8,16})\] +[A-Z]{4,7} -- : (?:\[([^\]]{1,60})\] )?/
/** Version 3 (klogger), behind its stamp: `INFO   text key=value …` */
const NEW = /^(?:DEBUG|INFO|WARN|ERROR|FATAL) {1,6}/
/** What the tags of version 3 begin with: the text ends there. */
const TAGS = / (?:log_id|component|thread|original_queued_message|queued_message|retry_after|trace_id|id|batch_key)=/

/** undefined: not a line of Postal's. */
export function readEntry(frame: Frame): Entry | undefined {
  const line = frame.message === '' ? wholeLine(frame) : frame.message
  return frame.kind === 'dated' ? newEntry(line) : oldEntry(frame, line)
}

function oldEntry(frame: Frame, line: string): Entry | undefined {
  const head = OLD.exec(line.slice(0, 200))
  if (head === null) return undefined
  const [prefix, process = '', stamp = '', tag = ''] = head
  frame.atMs = Date.parse(`${stamp}Z`)
  const isMessage = /^\d+::\d+ \d+$/.test(tag)
  return {
    text: line.slice(prefix.length),
    session: isMessage || process === 'smtp' ? '' : tag,
    message: isMessage ? tag : '',
    fromServer: process === 'smtp',
  }
}

function newEntry(line: string): Entry | undefined {
  const prefix = NEW.exec(line.slice(0, 20))?.[0]
  if (prefix === undefined) return undefined
  const tags = TAGS.exec(line.slice(0, 8_000))?.index ?? -1
  const component = tags < 0 ? '' : field(line, 'component', tags)
  const session = tags < 0 ? '' : field(line, 'log_id', tags)
  if (component === '' && session === '') return undefined
  return {
    text: line.slice(prefix.length, tags).trim(),
    session,
    message: field(line, 'queued_message', tags),
    fromServer: component === 'smtp-server',
  }
}
