import type { MtaSetting } from '../../domain/facts/host-facts.ts'
import type { TlsMode } from '../../domain/plan/session-plan.ts'
import { known, plainWord } from '../habit-words.ts'
import type { SenderHabits } from '../habits.ts'
import { settingNamed } from '../mta-config.ts'
import { gnutlsBounds, opensslBounds } from '../tls-versions.ts'
import { routeOf, routerBySender } from './route.ts'

/** How Exim's smtp transport would speak: the one that the routers lead the destination's mail to. */
export function eximHabits(settings: readonly MtaSetting[], destination?: string): SenderHabits {
  const { transport, relays, router } = routeOf(settings, destination)
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
    relays,
    relayedBy: relays === undefined ? undefined : `router ${router ?? ''}`.trim(),
    relaysBySender: routerBySender(settings),
    authenticates: [option('hosts_require_auth'), option('hosts_try_auth')].some((list) => (list ?? '').trim() !== '')
      ? true
      : undefined,
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
