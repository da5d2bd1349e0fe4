import type { Frame } from '../../wire/syslog/frame.ts'
import { each, openBeginnings } from '../beginnings.ts'
import { standsAt } from '../octets.ts'
import type { DaemonKind } from './log-programs.ts'
import { EARLIER_FAILURES, REJECTS } from './log-lines.table.ts'
import { queueIdEnd } from './queue-id.ts'

/** After a queue id, or after `NOQUEUE`. */
const namedLine = openBeginnings<DaemonKind>([
  ['to=<', 'client'],
  ['from=<', 'qmgr'],
  ['removed', 'qmgr'],
  ['message-id=', 'cleanup'],
  ['reject: CONNECT from ', 'postscreen'],
  ...each(
    [...REJECTS, 'client=', 'lost connection after ', 'timeout after ', 'too many errors after '],
    'smtpd' as const,
  ),
  ...each(EARLIER_FAILURES, 'client' as const),
])

const unnamedLine = openBeginnings<DaemonKind>([
  ...each(['connect to ', 'SSL_connect', 'server certificate verification failed for '], 'client' as const),
  ...each(['warning: TLS library problem: ', 'TLS library problem: '], 'client' as const),
  ...each(['connect from ', 'disconnect from ', 'lost connection after ', 'timeout after '], 'smtpd' as const),
  ...each(['too many errors after ', 'SSL_accept', 'warning: Connection '], 'smtpd' as const),
  ...each(['HANGUP after ', 'PREGREET ', 'CONNECT from ', 'DISCONNECT ', 'PASS '], 'postscreen' as const),
])

/** Which of Postfix's programs wrote the line, told by its words alone. */
export function daemonOfWords({ octets, from, to, message }: Frame): DaemonKind {
  const idEnd = queueIdEnd(octets, from, to)
  const unqueued = standsAt(octets, from, 'NOQUEUE: ')
  const named = unqueued || idEnd >= 0 ? namedLine(octets, unqueued ? from + 9 : idEnd + 2, to) : undefined
  if (named !== undefined) return named
  const unnamed = unnamedLine(octets, from, to)
  if (unnamed !== undefined) return unnamed
  if (message.includes(' TLS connection established to ')) return 'client'
  return message.startsWith('warning: ') && message.includes(': SASL ') ? 'smtpd' : 'other'
}
