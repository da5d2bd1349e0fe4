import type { MtaSetting } from '../../domain/facts/host-facts.ts'
import type { TlsMode } from '../../domain/plan/session-plan.ts'
import { known, plainWord, readRelay } from '../habit-words.ts'
import type { SenderHabits } from '../habits.ts'
import { settingNamed } from '../mta-config.ts'
import { gnutlsBounds, opensslBounds } from '../tls-versions.ts'

/**
 * How Exim's smtp transport would speak: the transport that a manualroute router to a smart host names, otherwise `remote_smtp`, or the
 * only SMTP transport there is.
 */
export function eximHabits(settings: readonly MtaSetting[]): SenderHabits {
  const smart = smartHost(settings)
  const transport = smart?.transport ?? ordinaryTransport(settings)
  const main = (name: string): string | undefined => settingNamed(settings, name)?.value
  const option = (name: string): string | undefined =>
    transport === undefined ? undefined : settingNamed(settings, `transport/${transport}/${name}`)?.value
  const own = plainWord(main('primary_hostname'))
  const helo = option('helo_data')?.trim()
  const addresses = (option('interface') ?? '').split(/\s+:\s+|\s*<;\s*|\s*;\s*/).map(plainWord)
  const ipv4Only = main('disable_ipv6') === 'true'
  const bounds =
    main('tls_library') === 'OpenSSL'
      ? opensslBounds(main('openssl_options') ?? '')
      : gnutlsBounds(option('tls_require_ciphers') ?? '')
  return known<SenderHabits>({
    ehloName: helo === undefined || helo === '$primary_hostname' ? own : plainWord(helo),
    bindIpv4: addresses.find((address) => address?.includes('.')),
    bindIpv6: addresses.find((address) => address?.includes(':')),
    family: ipv4Only || main('dns_ipv4_lookup')?.trim() === '*' ? 4 : undefined,
    tls: tlsMode(option),
    tlsPlan: Object.keys(bounds).length === 0 ? undefined : bounds,
    pipelining: everybody(option('hosts_avoid_pipelining')) ? false : transport === undefined ? undefined : true,
    chunking: transport === undefined ? undefined : (option('hosts_try_chunking') ?? '*').trim() !== '',
    helo: everybody(option('hosts_avoid_esmtp')) ? true : undefined,
    relay: smart?.relay,
  })
}

function tlsMode(option: (name: string) => string | undefined): TlsMode | undefined {
  if (option('protocol') === 'smtps') return 'wrapped'
  if (everybody(option('hosts_avoid_tls'))) return 'none'
  if (everybody(option('tls_verify_hosts'))) return 'verify'
  if (everybody(option('hosts_require_tls'))) return 'require'
  // Lists of hosts cannot be judged without the destination's name and address; the ordinary habit stays.
  return option('driver') === undefined ? undefined : 'auto'
}

function everybody(list: string | undefined): boolean {
  return list?.trim() === '*'
}

function ordinaryTransport(settings: readonly MtaSetting[]): string | undefined {
  const names = settings.flatMap(({ name }) => /^transport\/([^/]+)\/driver$/.exec(name)?.[1] ?? [])
  return names.includes('remote_smtp') ? 'remote_smtp' : names.length === 1 ? names[0] : undefined
}

/** `route_list = * relay.example byname`: all foreign domains go to one host. A rule for some domains is no smart host. */
function smartHost(
  settings: readonly MtaSetting[],
):
  | { readonly transport: string | undefined; readonly relay: { readonly host: string; readonly port?: number } }
  | undefined {
  for (const { name, value } of settings) {
    const router = /^router\/([^/]+)\/route_list$/.exec(name)?.[1]
    const route = /^\s*(?:\*|"?!\s*\+local_domains)\s+"?([^\s:;"]+(?:::\d+)?)/.exec(value)?.[1]
    const relay = readRelay(route)
    if (router === undefined || relay === undefined) continue
    const transport = settingNamed(settings, `router/${router}/transport`)?.value
    const port = Number(settingNamed(settings, `transport/${transport ?? ''}/port`)?.value)
    return {
      transport,
      relay: relay.port !== undefined || !Number.isInteger(port) || port === 0 ? relay : { ...relay, port },
    }
  }
  return undefined
}
