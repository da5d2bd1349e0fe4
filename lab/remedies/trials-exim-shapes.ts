import type { Destination } from '../../src/domain/destination.ts'
import { LOCAL, slow, split, transport } from './exim-setup.ts'
import { FIRST_ADDRESS_BANNED, nameRefused } from './faults.ts'
import { takesBytes } from './serving.ts'
import type { Target, Trial } from './trial.ts'

const OWN = '/etc/exim4/exim4.conf'

/** A configuration that an administrator wrote, as on systems other than Debian. */
function ownFile(option = ''): string {
  return `cat > ${OWN} <<'CONF'
primary_hostname = own.sender.example
message_size_limit = 10M
acl_smtp_rcpt = ok
begin acl
ok:
  accept
begin routers
all:
  driver = dnslookup
  domains = ! localhost
  transport = own_smtp
  no_more
begin transports
own_smtp:
  driver = smtp
  ${option}
CONF
chgrp Debian-exim ${OWN}; chmod 640 ${OWN}`
}

function inOwnFile({ domain, address }: Target): Destination {
  return { domain, address, ours: { file: OWN } }
}

/** Configurations that hold something already, or are not as Debian brings them. */
export const EXIM_SHAPE_TRIALS: readonly Trial[] = [
  {
    title: 'a macro that names other hosts, tls.none-for: a server that resets each handshake',
    lever: ({ host }) => ({ lever: 'tls.none-for', host }),
    receiver: ({ tls }) => ({ tls: tls('ordinary'), hellos: [{ then: { do: 'rst' } }] }),
    before: () =>
      `${transport('tls_tempfail_tryclear = false')()}\necho 'REMOTE_SMTP_HOSTS_AVOID_TLS = other.example : third.example' >> ${LOCAL}`,
  },
  {
    title: 'split configuration, esmtp.off-for: a server that hangs up at EHLO',
    lever: ({ host }) => ({ lever: 'esmtp.off-for', host }),
    receiver: () => ({ at: { ehlo: { do: 'fin' } } }),
    before: split(),
  },
  { ...FIRST_ADDRESS_BANNED, title: `split configuration, ${FIRST_ADDRESS_BANNED.title}`, before: split() },
  {
    ...nameRefused(() => ownFile('helo_data = bad-name.example')),
    title: 'a file of its own, ehlo.name',
    to: inOwnFile,
  },
  {
    title: 'a file of its own, esmtp.off-for: a server that hangs up at EHLO',
    lever: ({ host }) => ({ lever: 'esmtp.off-for', host }),
    receiver: () => ({ at: { ehlo: { do: 'fin' } } }),
    to: inOwnFile,
    before: () => ownFile('hosts_avoid_esmtp = other.example : \\\n      third.example'),
  },
  {
    title: 'a file of its own, tls.maximum-for: a box that resets hellos with TLS 1.3',
    lever: ({ host }) => ({ lever: 'tls.maximum-for', host, version: 'TLSv1.2' }),
    receiver: ({ tls }) => ({ tls: tls('ordinary'), hellos: [{ offers13: true, then: { do: 'rst' } }] }),
    to: inOwnFile,
    before: () => ownFile('hosts_require_tls = *'),
  },
  {
    title: 'a file of its own, timeout.client: an answer to mail after 2.5 s',
    lever: () => ({ lever: 'timeout.client', stage: 'command', seconds: 300 }),
    receiver: () => slow('mail'),
    to: inOwnFile,
    before: () => ownFile('command_timeout = 1s'),
  },
  {
    title: 'a file of its own, message.size-limit: a message of 45 MB',
    lever: () => ({ lever: 'message.size-limit', side: 'server', bytes: 52_428_800 }),
    to: inOwnFile,
    before: () => `${ownFile()}\nsystemctl start exim4`,
    serves: takesBytes(45_000_000),
  },
]
