import type { MtaSetting } from '../../domain/facts/host-facts.ts'
import { addressTest, type ConfigText, type MtaConfigAdapter } from '../mta-config.ts'

const MAIN = [
  'primary_hostname',
  'smtp_active_hostname',
  'message_size_limit',
  'disable_ipv6',
  'dns_ipv4_lookup',
  'dns_dnssec_ok',
  'openssl_options',
  'tls_require_ciphers',
  'tls_advertise_hosts',
  'remote_max_parallel',
  'smtp_accept_max',
  'smtp_receive_timeout',
]

const TRANSPORT = [
  'driver',
  'helo_data',
  'interface',
  'port',
  'protocol',
  'hosts',
  'hosts_require_auth',
  'hosts_try_auth',
  'hosts_avoid_tls',
  'hosts_require_tls',
  'hosts_try_dane',
  'hosts_require_dane',
  'hosts_verify_avoid_tls',
  'hosts_avoid_pipelining',
  'hosts_avoid_esmtp',
  'hosts_try_chunking',
  'hosts_try_fastopen',
  'hosts_pipe_connect',
  'hosts_max_try',
  'tls_require_ciphers',
  'tls_tempfail_tryclear',
  'tls_verify_hosts',
  'tls_try_verify_hosts',
  'tls_dh_min_bits',
  'tls_sni',
  'connect_timeout',
  'command_timeout',
  'data_timeout',
  'final_timeout',
  'max_rcpt',
  'connection_max_messages',
  'message_size_limit',
]

const ROUTER = ['driver', 'transport', 'route_list', 'route_data', 'domains', 'senders']

/** Exim's defaults (spec chapters 14 and 30) where they are not empty or false. */
const DEFAULTS: Readonly<Record<string, string>> = {
  driver: 'smtp',
  helo_data: '$primary_hostname',
  port: 'smtp',
  protocol: 'smtp',
  hosts_try_dane: '*',
  hosts_try_chunking: '*',
  hosts_try_fastopen: '*',
  hosts_max_try: '5',
  tls_tempfail_tryclear: 'true',
  tls_try_verify_hosts: '*',
  tls_dh_min_bits: '1024',
  tls_advertise_hosts: '*',
  connect_timeout: '5m',
  command_timeout: '5m',
  data_timeout: '5m',
  final_timeout: '10m',
  smtp_receive_timeout: '5m',
  max_rcpt: '100',
  connection_max_messages: '500',
  remote_max_parallel: '2',
  dns_dnssec_ok: '-1',
  smtp_accept_max: '20',
}

/**
 * Reads `exim -bP` (main options), `exim -bP transports` and `exim -bP routers`. Options of a transport or router stand as
 * `transport/NAME/option`; those of transports that speak no SMTP are left out. Exim does not say which values were set; what equals
 * its default counts as default. Values may hold expansions (`$primary_hostname`, `${if …}`).
 */
export const eximConfig: MtaConfigAdapter = {
  name: 'exim',
  // Debian's binary is exim4; elsewhere it is exim, and on Debian that name leads to the same one.
  asks: ['exim4', 'exim'].flatMap((command) =>
    [['-bP', 'configure_file'], ['-bP'], ['-bP', 'transports'], ['-bP', 'routers'], ['-bV']].map(
      (args) => ({ kind: 'command', command, args }) as const,
    ),
  ),
  lookUps: (_settings, { domain, recipient, sender }) =>
    ['exim4', 'exim'].map((command) => ({
      setting: addressTest(domain),
      ask: {
        kind: 'command',
        command,
        args: [
          ...(sender === undefined || sender === '' ? [] : ['-f', sender]),
          '-bt',
          recipient ?? `postmaster@${domain}`,
        ],
      },
    })),
  readConfig(texts) {
    const settings = texts.flatMap(readText)
    const first = new Map<string, MtaSetting>()
    for (const setting of settings) if (!first.has(setting.name)) first.set(setting.name, setting)
    const all = [...first.values()]
    const speaksSmtp = new Set(
      all
        .filter(({ name, value }) => /^transport\/[^/]+\/driver$/.test(name) && value === 'smtp')
        .map(({ name }) => name.split('/')[1]),
    )
    return all.filter(({ name }) => !name.startsWith('transport/') || speaksSmtp.has(name.split('/')[1]))
  },
}

function readText({ from, text }: ConfigText): MtaSetting[] {
  const settings: MtaSetting[] = []
  let owner = ''
  let wanted: readonly string[] = MAIN
  for (const line of text.split(/\r?\n/)) {
    const version = /^Exim version (\S+)/.exec(line)
    const support = /^Support for:.*\b(GnuTLS|OpenSSL)\b/.exec(line)
    if (version?.[1] !== undefined)
      settings.push({ software: 'exim', name: 'version', value: version[1], isDefault: true, from })
    if (support?.[1] !== undefined)
      settings.push({ software: 'exim', name: 'tls_library', value: support[1], isDefault: true, from })
    if (/^\/\S+$/.test(line) && from.endsWith('configure_file'))
      settings.push({ software: 'exim', name: 'configure_file', value: line, isDefault: isGenerated(line), from })
    const head = /^([\w.-]+) (transport|router):$/.exec(line)
    if (head !== null) {
      owner = `${head[2]}/${head[1]}/`
      wanted = head[2] === 'transport' ? TRANSPORT : ROUTER
      continue
    }
    const option = /^(no_)?([a-z]\w*)(?:\s*=\s*(.*))?$/.exec(line)
    const name = option?.[2]
    if (name === undefined || !wanted.includes(name)) continue
    const isFlag = option?.[3] === undefined && !line.includes('=')
    const value = isFlag ? (option?.[1] === undefined ? 'true' : 'false') : (option?.[3] ?? '').trim()
    settings.push({
      software: 'exim',
      name: `${owner}${name}`,
      value,
      isDefault: value === (DEFAULTS[name] ?? (isFlag ? 'false' : '')),
      from,
    })
  }
  return settings
}

/** Debian makes it from the files that an administrator edits. */
function isGenerated(file: string): boolean {
  return file.endsWith('/config.autogenerated')
}
