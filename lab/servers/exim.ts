import { openJail, type Jail } from '../jail.ts'
import type { Place, World } from '../world.ts'
import { listening } from './listening.ts'
import { certificateFiles } from './postfix.ts'
import type { ServerSpec } from './server.ts'

export interface EximSpec extends ServerSpec {
  /** Main section settings on top of the lab's. */
  readonly settings?: readonly string[]
  /** Lines of the RCPT ACL before the one that accepts. */
  readonly rcptAcl?: readonly string[]
  /** Lines of the DATA ACL before the one that accepts. */
  readonly dataAcl?: readonly string[]
  /** Further ACLs, each with its name line. */
  readonly moreAcls?: readonly string[]
  readonly authenticators?: readonly string[]
}

/** Debian's Exim (GnuTLS) as a receiver. */
export async function startExim(world: World, spec: EximSpec, place: Place = 'receiver'): Promise<Jail> {
  const address = spec.address ?? world.receiverAddress()
  const port = spec.port ?? 25
  const addresses = [address, ...(spec.moreAddresses ?? [])].map((one) => `${one}.${port}`)
  const text = [
    `primary_hostname = ${spec.hostname}`,
    `local_interfaces = <; ${addresses.join(' ; ')}`,
    `domainlist local_domains = ${spec.domain ?? world.variation.domain}`,
    'acl_smtp_rcpt = acl_rcpt',
    'acl_smtp_data = acl_data',
    'host_lookup = *',
    'rfc1413_query_timeout = 0s',
    'log_file_path = /var/log/exim4/%slog',
    'never_users = root',
    ...(spec.certificate === undefined
      ? ['tls_advertise_hosts =']
      : ['tls_advertise_hosts = *', 'tls_certificate = /etc/ssl/lab.pem', 'tls_privatekey = /etc/ssl/lab.key']),
    ...(spec.settings ?? []),
    'begin acl',
    'acl_rcpt:',
    ...(spec.rcptAcl ?? []).map((line) => `  ${line}`),
    '  accept domains = +local_domains',
    '  deny message = relay not permitted',
    'acl_data:',
    ...(spec.dataAcl ?? []).map((line) => `  ${line}`),
    '  accept',
    ...(spec.moreAcls ?? []),
    'begin routers',
    'all:\n  driver = accept\n  transport = nowhere',
    'begin transports',
    'nowhere:\n  driver = appendfile\n  file = /dev/null\n  user = mail\n  create_file = anywhere',
    'begin authenticators',
    ...(spec.authenticators ?? []),
    '',
  ].join('\n')
  const files = certificateFiles(spec.certificate).map((file) => ({ ...file, mode: 0o644 }))
  const jail = await openJail(world, place, 'exim', spec.hostname, [{ path: '/etc/exim4/lab.conf', text }, ...files])
  jail.start(['/usr/sbin/exim4', '-bdf', '-C', '/etc/exim4/lab.conf'])
  await listening(world, place, address, port)
  return jail
}
