import { rowOf } from '../../../base/row-of.ts'
import type { Stage } from '../../../domain/stage.ts'
import type { SpeakerReading } from '../../text-reading.ts'
import type { Words } from '../../words.ts'
import { OURS } from './ours.ts'

const MILTER = /\bmilter \([^)]{1,64}\): ([\s\S]{1,500})/
const MILTER_FAILS = /error|timeout|time out|fail|refused|reset|returned -|unsafe|unreachable|unknown socket|missing/
/** `where=` names the callback that was waited for (libmilter's names). */
const CALLBACKS: Readonly<Record<string, Stage>> = {
  connect: 'banner',
  helo: 'ehlo',
  mail: 'mail',
  rcpt: 'rcpt',
  data: 'data',
  header: 'dot',
  eoh: 'dot',
  body: 'dot',
  eom: 'dot',
}

/** A filter of this host and what became of the connection to it (milter.c). */
export function milter({ lower }: Words): SpeakerReading | undefined {
  const about = MILTER.exec(lower)?.[1]
  if (about === undefined || !MILTER_FAILS.test(about)) return undefined
  const stage = rowOf(CALLBACKS, /\bwhere=(\w{1,20})/.exec(about)?.[1] ?? '')
  return { ...OURS, rule: 'sendmail/milter', symptom: 'local.filter', ...(stage !== undefined && { stage }) }
}
