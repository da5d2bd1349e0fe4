import type { MtaSetting } from '../../domain/facts/host-facts.ts'
import type { TlsMode } from '../../domain/plan/session-plan.ts'
import { known, plainWord } from '../habit-words.ts'
import type { SenderHabits } from '../habits.ts'
import { settingNamed } from '../mta-config.ts'
import { readRelay, type Relay } from '../relay.ts'
import { libtlsBounds } from '../tls-versions.ts'
import { keeperOf, relayActionFor, ruleBySender } from './route.ts'

/** How OpenSMTPD would speak: by the relay action of the rule that takes the destination's mail. It waits for every reply. */
export function opensmtpdHabits(settings: readonly MtaSetting[], destination?: string): SenderHabits {
  const action = relayActionFor(settings, destination)
  const option = (name: string): string | undefined =>
    action === undefined ? undefined : settingNamed(settings, `action/${action}/${name}`)?.value
  const sources = option('src')
  const table = /^<(.+)>$/.exec(sources ?? '')?.[1]
  // Of several addresses in a table each may be the next.
  const source = plainWord(table === undefined ? sources : settingNamed(settings, `table/${table}`)?.value)
  const bounds = libtlsBounds(option('protocols') ?? '')
  const url = /^(?:([a-z+]+):\/\/)?(?:[^@]*@)?(.+)$/.exec(option('host') ?? '')
  const relay = url === null ? undefined : readRelay(url[2], 'host')
  const limits = settings.filter(({ name }) => name.includes('limit')).map(({ value }) => value)
  const only = limits.some((value) => /\binet4\b/.test(value))
    ? 4
    : limits.some((value) => /\binet6\b/.test(value))
      ? 6
      : undefined
  return known<SenderHabits>({
    ehloName: plainWord(option('helo')),
    bindIpv4: source !== undefined && /^[\d.]+$/.test(source) ? source : undefined,
    bindIpv6: source?.includes(':') === true ? source : undefined,
    family: only,
    tls: action === undefined ? undefined : tlsMode(url?.[1], option('tls')),
    tlsPlan: Object.keys(bounds).length === 0 ? undefined : bounds,
    pipelining: false,
    chunking: false,
    relays: relay === undefined ? undefined : [withPort(relay, url?.[1])],
    relayedBy: relay === undefined ? undefined : `action "${action ?? ''}"`,
    relaysBySender: ruleBySender(settings),
    notSentBy: keeperOf(settings, destination),
    authenticates: option('auth') === undefined ? undefined : true,
  })
}

function tlsMode(scheme: string | undefined, tls: string | undefined): TlsMode {
  if (scheme === 'smtps') return 'wrapped'
  if (scheme === 'smtp+notls') return 'none'
  if (tls === 'verify') return 'verify'
  return scheme === 'smtp+tls' || tls === 'no-verify' ? 'require' : 'auto'
}

/** smtpd.conf(5): smtps is 465, submission 587 where no port is named. */
function withPort(relay: Relay, scheme: string | undefined): Relay {
  return relay.port !== undefined || scheme !== 'smtps' ? relay : { ...relay, port: 465 }
}
