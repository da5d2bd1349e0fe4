import type { MtaSetting } from '../../domain/facts/host-facts.ts'
import type { TlsMode } from '../../domain/plan/session-plan.ts'
import { known, plainWord, readRelay } from '../habit-words.ts'
import type { SenderHabits } from '../habits.ts'
import { settingNamed } from '../mta-config.ts'
import { libtlsBounds } from '../tls-versions.ts'

/** How OpenSMTPD would speak: by the relay action of the last `match … for any`, or the only relay action. It waits for every reply. */
export function opensmtpdHabits(settings: readonly MtaSetting[]): SenderHabits {
  const relays = settings.flatMap(({ name }) => /^action\/(.+)\/relay$/.exec(name)?.[1] ?? [])
  const matched = settings
    .filter(({ name, value }) => name === 'match' && /\bfor any\b/.test(value))
    .flatMap(({ value }) => /\baction (\S+)$/.exec(value)?.[1] ?? [])
    .find((action) => relays.includes(action))
  const action = matched ?? (relays.length === 1 ? relays[0] : undefined)
  const option = (name: string): string | undefined =>
    action === undefined ? undefined : settingNamed(settings, `action/${action}/${name}`)?.value
  const source = plainWord(option('src'))
  const bounds = libtlsBounds(option('protocols') ?? '')
  const url = /^(?:([a-z+]+):\/\/)?(?:[^@]*@)?(.+)$/.exec(option('host') ?? '')
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
    relay: url === null ? undefined : readRelay(url[2]),
  })
}

function tlsMode(scheme: string | undefined, tls: string | undefined): TlsMode {
  if (scheme === 'smtps') return 'wrapped'
  if (scheme === 'smtp+notls') return 'none'
  if (tls === 'verify') return 'verify'
  return scheme === 'smtp+tls' || tls === 'no-verify' ? 'require' : 'auto'
}
