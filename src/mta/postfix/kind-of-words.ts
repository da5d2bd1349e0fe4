import type { Frame } from '../../wire/syslog/frame.ts'
import { openBeginnings } from '../beginnings.ts'
import { standsAt } from '../octets.ts'
import { EARLIER_FAILURES, REJECTS } from './log-lines.table.ts'
import type { DaemonKind } from './log-programs.ts'
import { queueIdEnd } from './queue-id.ts'

/** Words of one kind of program. */
interface Wording {
  readonly kind: DaemonKind
  /** One of these stands in a line whose program is not known, too: its beginning alone might be another server's. None: nothing tells there. */
  readonly proof: readonly string[]
}

const of = (
  kind: DaemonKind,
  rows: readonly (readonly [begins: string, ...proof: string[]])[],
): readonly [string, Wording][] => rows.map(([begins, ...proof]) => [begins, { kind, proof }])

/** These may stand behind a queue id and without one. */
const ENDED_SESSIONS = of('smtpd', [
  ['lost connection after ', ' from '],
  ['timeout after ', ' from '],
  ['too many errors after ', ' from '],
])

/** After a queue id, or after `NOQUEUE`. */
const namedLine = openBeginnings<Wording>([
  ...of('client', [
    ['to=<', ', relay='],
    ['lost connection with ', ''],
    ['conversation with ', ''],
    ['Cannot start TLS', ''],
    ...EARLIER_FAILURES.map((begins) => [begins] as const),
  ]),
  ...of('qmgr', [
    ['from=<', ', nrcpt=', ', status=expired, ', ', status=force-expired, '],
    ['removed', ''],
  ]),
  ...of('cleanup', [['message-id=', 'message-id=<']]),
  ...of('postscreen', [['reject: CONNECT from ', '']]),
  ...of('smtpd', [['client=', '['], ...REJECTS.map((begins) => [begins, ' from '] as const)]),
  ...ENDED_SESSIONS,
])

const unnamedLine = openBeginnings<Wording>([
  ...of('client', [
    ['connect to ', ']:'],
    ['SSL_connect', 'SSL_connect error to ', 'SSL_connect:'],
    ['server certificate verification failed for '],
    ['warning: TLS library problem: ', ''],
    ['TLS library problem: '],
    ['setting up TLS connection to ', ''],
  ]),
  ...of('tlsproxy', [['TLS handshake failed for service=', ' peer=[']]),
  ...of('smtpd', [
    ['NOQUEUE: ', ' from '],
    ['connect from ', '['],
    ['disconnect from ', '['],
    ['SSL_accept', 'SSL_accept error from '],
    ['warning: Connection ', ' limit exceeded: '],
  ]),
  ...ENDED_SESSIONS,
  ...of('postscreen', [
    ['CONNECT from [', ' to ['],
    ['DISCONNECT [', ''],
    ['HANGUP after ', ' from ['],
    ['PREGREET ', ' from ['],
    ['PASS '],
  ]),
])

/** The kind of a line of Postfix's whose program is not named, told by its words alone. */
export function kindOfOwnWords(frame: Frame): DaemonKind {
  return wordingOf(frame)?.kind ?? kindWithin(frame.message) ?? 'other'
}

/** The kind of a line that may be anybody's: its words must be those of one program alone. */
export function kindOfAnyWords(frame: Frame): DaemonKind | undefined {
  frame.locate()
  const wording = wordingOf(frame)
  if (wording === undefined) return kindWithin(frame.message)
  return wording.proof.some((word) => frame.message.includes(word)) ? wording.kind : undefined
}

function wordingOf({ octets, from, to }: Frame): Wording | undefined {
  const idEnd = standsAt(octets, from, 'NOQUEUE: ') ? from + 'NOQUEUE'.length : queueIdEnd(octets, from, to)
  return (idEnd < 0 ? undefined : namedLine(octets, idEnd + 2, to)) ?? unnamedLine(octets, from, to)
}

/** What begins with a name or a word of trust. */
function kindWithin(message: string): DaemonKind | undefined {
  if (message.includes(' TLS connection established to ')) return 'client'
  if (message.includes(' TLS connection established from ')) return 'smtpd'
  // With smtpd_client_port_logging the client's port stands behind its address.
  return message.startsWith('warning: ') && /\](?::\d{1,5})?: SASL /.test(message) ? 'smtpd' : undefined
}
