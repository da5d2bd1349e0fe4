import type { Frame } from '../../wire/syslog/frame.ts'
import { openBeginnings } from '../beginnings.ts'
import { queueIdEnd } from './queue-id.ts'

/** What kind of lines a Postfix program writes. */
export type DaemonKind = 'client' | 'agent' | 'smtpd' | 'postscreen' | 'qmgr' | 'cleanup' | 'other'

const DAEMONS: ReadonlyMap<string, DaemonKind> = new Map<string, DaemonKind>([
  ['smtp', 'client'],
  ['lmtp', 'client'],
  ['local', 'agent'],
  ['virtual', 'agent'],
  ['pipe', 'agent'],
  ['error', 'agent'],
  ['retry', 'agent'],
  ['discard', 'agent'],
  ['spawn', 'other'],
  ['smtpd', 'smtpd'],
  ['qmqpd', 'smtpd'],
  ['postscreen', 'postscreen'],
  ['qmgr', 'qmgr'],
  ['oqmgr', 'qmgr'],
  ['nqmgr', 'qmgr'],
  ['cleanup', 'cleanup'],
  ['pickup', 'other'],
  ['bounce', 'other'],
  ['defer', 'other'],
  ['trace', 'other'],
  ['anvil', 'other'],
  ['scache', 'other'],
  ['tlsmgr', 'other'],
  ['tlsproxy', 'other'],
  ['dnsblog', 'other'],
  ['trivial-rewrite', 'other'],
  ['verify', 'other'],
  ['proxymap', 'other'],
  ['proxywrite', 'other'],
  ['flush', 'other'],
  ['showq', 'other'],
  ['master', 'other'],
  ['postfix-script', 'other'],
  ['postfix-wrapper', 'other'],
  ['postfix-files', 'other'],
  ['postmulti', 'other'],
  ['postsuper', 'other'],
  ['postlogd', 'other'],
  ['postlog', 'other'],
  ['postqueue', 'other'],
  ['postdrop', 'other'],
  ['postmap', 'other'],
  ['postalias', 'other'],
  ['postconf', 'other'],
  ['postkick', 'other'],
  ['postcat', 'other'],
  ['posttls-finger', 'other'],
  ['nbdb_reindexd', 'other'],
  ['nbdb', 'other'],
  ['sendmail', 'other'],
])

/** `postfix`, `postfix-out1`: rsyslog ends a program's name at the slash, in the frame of RFC 5424 and in JSON. */
const INSTANCE = /^postfix(?:-[\w.-]{1,60})?$/

/**
 * `postfix/smtp`, `postfix-out1/smtp`, `postfix/submission/smtpd`, `postfix/127.0.0.1:10025/smtpd`: the daemon is the last part, whatever
 * stands before it. A master.cf service under a name of its own (`postfix/slow/smtp`) changes only the middle. `unnamed`: Postfix, its words tell which daemon.
 * undefined: not Postfix.
 */
export function daemonKind(program: string): DaemonKind | 'unnamed' | undefined {
  const slash = program.lastIndexOf('/')
  if (slash < 0) return INSTANCE.test(program) ? 'unnamed' : undefined
  return DAEMONS.get(program.slice(slash + 1))
}

interface BareLine {
  readonly kind: DaemonKind
  /** One of these stands in the line too: its beginning alone might be another server's. */
  readonly has: readonly string[]
}

const lines = (
  kind: DaemonKind,
  rows: readonly (readonly [begins: string, ...has: string[]])[],
): readonly [string, BareLine][] => rows.map(([begins, ...has]) => [begins, { kind, has }])

/** Lines without a program that are Postfix's, by what follows the queue id. */
const namedLine = openBeginnings<BareLine>([
  ...lines('client', [
    ['to=<', ', relay='],
    ['lost connection with ', ''],
    ['conversation with ', ''],
    ['Cannot start TLS', ''],
  ]),
  ...lines('qmgr', [
    ['from=<', ', nrcpt=', ', status=expired, ', ', status=force-expired, '],
    ['removed', ''],
  ]),
  ...lines('cleanup', [['message-id=<', '']]),
  ...lines('smtpd', [
    ['client=', '['],
    ['reject: ', ' from '],
    ['lost connection after ', ' from '],
    ['timeout after ', ' from '],
  ]),
])
const unnamedLine = openBeginnings<BareLine>([
  ...lines('client', [
    ['SSL_connect error to ', ''],
    ['SSL_connect:', ''],
    ['connect to ', ']:'],
    ['warning: TLS library problem: ', ''],
    ['setting up TLS connection to ', ''],
  ]),
  ...lines('smtpd', [
    ['NOQUEUE: ', ' from '],
    ['connect from ', '['],
    ['disconnect from ', '['],
    ['lost connection after ', ' from '],
    ['timeout after ', ' from '],
    ['too many errors after ', ' from '],
    ['SSL_accept error from ', ''],
    ['warning: Connection ', ' limit exceeded: '],
    ['warning: ', ']: SASL '],
  ]),
  ...lines('postscreen', [
    ['CONNECT from [', ' to ['],
    ['DISCONNECT [', ''],
    ['HANGUP after ', ' from ['],
    ['PREGREET ', ' from ['],
  ]),
])

/** The kind of a line that names no program: its words must be those of one alone. */
export function kindOfText(frame: Frame): DaemonKind | undefined {
  frame.locate()
  const { octets, from, to } = frame
  const idEnd = queueIdEnd(octets, from, to)
  const bare = idEnd < 0 ? unnamedLine(octets, from, to) : namedLine(octets, idEnd + 2, to)
  if (bare !== undefined) return bare.has.some((word) => frame.message.includes(word)) ? bare.kind : undefined
  if (idEnd >= 0 || !frame.message.includes(' TLS connection established ')) return undefined
  return frame.message.includes(' TLS connection established from ') ? 'smtpd' : 'client'
}
