import type { Frame } from '../../wire/syslog/frame.ts'
import { wholeLine } from '../../wire/syslog/frame.ts'

/** `LEVEL PART text`, as npmlog writes it. */
export interface Entry {
  /** `Sender/zone/pid[n]`, `SMTP/feeder/pid`, `Queue`, … */
  readonly part: string
  /** Delivery of one recipient, `16be1fd83d4000eaca.001`; empty where the text is of none. */
  readonly delivery: string
  readonly text: string
}

const LINE =
  /^(?:sill|verb|info|timing|http|notice|WARN|ERR!) ((?:Sender|SMTP|Queue|QS|API|App|Child|Plugins?|Receiver|Bounce|mongo|LMTP|DKIM|ConnPool|DNS)(?:\/[^\s[]{1,120})?(?:\[\d{1,9}\])?) +/
/** Versions from 2.4 on name the session first. */
const DELIVERY = /^(?:id=\w{1,40} )?([0-9a-f]{12,24}\.[0-9a-f]{3,6}) /

/** undefined: not a line of ZoneMTA's. */
export function readEntry(frame: Frame): Entry | undefined {
  const line = frame.message === '' ? wholeLine(frame) : frame.message
  const head = LINE.exec(line.slice(0, 300))
  if (head === null) return undefined
  const [prefix, part = ''] = head
  const text = line.slice(prefix.length)
  const delivery = DELIVERY.exec(text.slice(0, 100))
  return delivery === null
    ? { part, delivery: '', text }
    : { part, delivery: delivery[1] ?? '', text: text.slice(delivery[0].length) }
}
