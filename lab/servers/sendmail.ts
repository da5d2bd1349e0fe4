import { openJail, type Jail, type JailFile } from '../jail.ts'
import { must } from '../shell.ts'
import type { Place, World } from '../world.ts'
import { listening } from './listening.ts'
import { certificateFiles } from './postfix.ts'
import type { ServerSpec } from './server.ts'

export interface SendmailSpec extends ServerSpec {
  /** Lines of the m4 file before the mailers. */
  readonly macros?: readonly string[]
  /** Files inside its root. */
  readonly files?: readonly JailFile[]
}

/** Debian's Sendmail as a receiver. */
export async function startSendmail(world: World, spec: SendmailSpec, place: Place = 'receiver'): Promise<Jail> {
  const address = spec.address ?? world.receiverAddress()
  const port = spec.port ?? 25
  const domain = spec.domain ?? world.variation.domain
  const family = address.includes(':') ? 'inet6' : 'inet'
  const mc = [
    "include(`/usr/share/sendmail/cf/m4/cf.m4')dnl",
    "OSTYPE(`debian')dnl",
    "FEATURE(`no_default_msa')dnl",
    "FEATURE(`nocanonify')dnl",
    `DAEMON_OPTIONS(\`Family=${family}, Name=MTA, Addr=${address}, Port=${port}')dnl`,
    `define(\`confDOMAIN_NAME', \`${spec.hostname}')dnl`,
    "define(`confTO_IDENT', `0s')dnl",
    // It would refuse connections while the machine is busy with other worlds.
    "define(`confREFUSE_LA', `1000')dnl",
    "define(`confQUEUE_LA', `1000')dnl",
    ...(spec.certificate === undefined
      ? []
      : [
          "define(`confSERVER_CERT', `/etc/ssl/lab.pem')dnl",
          "define(`confSERVER_KEY', `/etc/ssl/lab.key')dnl",
          "define(`confCACERT', `/etc/ssl/lab.pem')dnl",
          "define(`confCACERT_PATH', `/etc/ssl/certs')dnl",
          "define(`confTLS_SRV_OPTIONS', `V')dnl",
        ]),
    ...(spec.macros ?? []),
    // Taken for relaying and left in the queue, so that no mailbox is needed.
    `RELAY_DOMAIN(\`${domain}')dnl`,
    "define(`confDELIVERY_MODE', `queueonly')dnl",
    "define(`ALIAS_FILE', `')dnl",
    "define(`QUEUE_DIR', `/run/sendmail/queue')dnl",
    "MAILER(`local')dnl",
    "MAILER(`smtp')dnl",
    '',
  ].join('\n')
  const jail = await openJail(world, place, 'sendmail', spec.hostname, [
    { path: '/etc/mail/lab.mc', text: mc },
    { path: '/etc/mail/local-host-names', text: '' },
    ...certificateFiles(spec.certificate),
    ...(spec.files ?? []),
  ])
  await must(
    world.within(
      place,
      jail.inside([
        'sh',
        '-c',
        'cd /etc/mail && m4 lab.mc > lab.cf && mkdir -p /var/lib/sendmail/host_status /var/spool/mqueue',
      ]),
    ),
    { timeoutMs: 60_000 },
  )
  jail.start([
    'sh',
    '-c',
    'mkdir -p -m 700 /run/sendmail/queue && exec /usr/sbin/sendmail-mta -bD -C /etc/mail/lab.cf -OPidFile=/run/sendmail/lab.pid',
  ])
  await listening(world, place, address, port)
  return jail
}
