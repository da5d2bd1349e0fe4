/** What kind of lines a Postfix program writes. */
export type DaemonKind = 'client' | 'agent' | 'smtpd' | 'postscreen' | 'qmgr' | 'cleanup' | 'tlsproxy' | 'other'

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
  ['tlsproxy', 'tlsproxy'],
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

/** `postfix-out` of `postfix-out/smtp`: the instance, or a service that has a name of its own. Empty: the program tells none. */
export function instanceOf(program: string): string {
  const slash = program.lastIndexOf('/')
  if (slash < 0) return INSTANCE.test(program) ? program : ''
  return program.slice(0, slash)
}
