import { openJail, type Jail, type JailFile } from '../jail.ts'
import type { Certificate } from '../pki.ts'
import type { Place, World } from '../world.ts'
import { listening } from './listening.ts'
import type { ServerSpec } from './server.ts'

export interface PostfixSpec extends ServerSpec {
  /** main.cf settings on top of the lab's. */
  readonly settings?: Readonly<Record<string, string>>
  /** Lines for master.cf in place of the plain smtpd on `port`. */
  readonly services?: readonly string[]
  /** Files inside its root. */
  readonly files?: readonly JailFile[]
}

const SERVICES = [
  'pickup unix n - n 60 1 pickup',
  'cleanup unix n - n - 0 cleanup',
  'qmgr unix n - n 300 1 qmgr',
  'tlsmgr unix - - n 1000? 1 tlsmgr',
  'rewrite unix - - n - - trivial-rewrite',
  'bounce unix - - n - 0 bounce',
  'defer unix - - n - 0 bounce',
  'trace unix - - n - 0 bounce',
  'verify unix - - n - 1 verify',
  'flush unix n - n 1000? 0 flush',
  'proxymap unix - - n - - proxymap',
  'proxywrite unix - - n - 1 proxymap',
  'smtp unix - - n - - smtp',
  'relay unix - - n - - smtp',
  'showq unix n - n - - showq',
  'error unix - - n - - error',
  'retry unix - - n - - error',
  'discard unix - - n - - discard',
  'local unix - n n - - local',
  'virtual unix - n n - - virtual',
  'lmtp unix - - n - - lmtp',
  'anvil unix - - n - 1 anvil',
  'scache unix - - n - 1 scache',
  'postlog unix-dgram n - n - 1 postlogd',
  'dnsblog unix - - n - 0 dnsblog',
  'tlsproxy unix - - n - 0 tlsproxy',
]

/** Debian's Postfix as a receiver that takes mail for `domain` and throws it away. */
export async function startPostfix(world: World, spec: PostfixSpec, place: Place = 'receiver'): Promise<Jail> {
  const address = spec.address ?? world.receiverAddress()
  const port = spec.port ?? 25
  const settings: Record<string, string> = {
    compatibility_level: '3.6',
    myhostname: spec.hostname,
    mydestination: '',
    mynetworks: '127.0.0.0/8',
    inet_interfaces: [address, ...(spec.moreAddresses ?? [])].join(', '),
    inet_protocols: 'all',
    maillog_file: '/var/log/maillog',
    virtual_mailbox_domains: spec.domain ?? world.variation.domain,
    virtual_mailbox_maps: 'static:all',
    virtual_transport: 'discard:',
    smtpd_client_connection_count_limit: '0',
    smtpd_forbid_bare_newline: 'no',
    biff: 'no',
    ...tlsSettings(spec.certificate),
    ...spec.settings,
  }
  const jail = await openJail(world, place, 'postfix', spec.hostname, [
    {
      path: '/etc/postfix/main.cf',
      text: Object.entries(settings)
        .map(([name, value]) => `${name} = ${value}\n`)
        .join(''),
    },
    {
      path: '/etc/postfix/master.cf',
      text: [...(spec.services ?? [`${port} inet n - n - - smtpd`]), ...SERVICES, ''].join('\n'),
    },
    { path: '/etc/aliases', text: '' },
    ...certificateFiles(spec.certificate),
    ...(spec.files ?? []),
  ])
  jail.start(['/usr/sbin/postfix', 'start-fg'])
  await listening(world, place, address, port)
  return jail
}

function tlsSettings(certificate: Certificate | undefined): Record<string, string> {
  if (certificate === undefined) return {}
  return {
    smtpd_tls_security_level: 'may',
    smtpd_tls_cert_file: '/etc/ssl/lab.pem',
    smtpd_tls_key_file: '/etc/ssl/lab.key',
  }
}

export function certificateFiles(certificate: Certificate | undefined): JailFile[] {
  if (certificate === undefined) return []
  return [
    { path: '/etc/ssl/lab.pem', text: certificate.chainText },
    { path: '/etc/ssl/lab.key', text: certificate.keyText, mode: 0o600 },
  ]
}
