import type { MtaSetting } from '../../domain/facts/host-facts.ts'
import { known, plainWord } from '../habit-words.ts'
import type { SenderHabits } from '../habits.ts'
import { readRelay } from '../relay.ts'

/** msmtp(1): the default is 25, unless TLS without STARTTLS is used. */
const MAIL_PORT = 25
const WRAPPED_PORT = 465

/** msmtp hands everything to the host of its default account. */
export function msmtpHabits(settings: readonly MtaSetting[]): SenderHabits {
  const account = defaultAccount(settings)
  const isOn = (name: string, otherwise: boolean): boolean =>
    account.has(name) ? /^(?:on)?$/.test(account.get(name) ?? '') : otherwise
  const relay = readRelay(account.get('host'), 'host')
  const starts = isOn('tls_starttls', true)
  const port = Number(account.get('port') ?? (isOn('tls', false) && !starts ? WRAPPED_PORT : MAIL_PORT))
  const source = plainWord(account.get('source_ip'))
  return known<SenderHabits>({
    ehloName: plainWord(account.get('domain')),
    bindIpv4: source?.includes(':') === false ? source : undefined,
    bindIpv6: source?.includes(':') === true ? source : undefined,
    tls: !isOn('tls', false) ? 'none' : !starts ? 'wrapped' : isOn('tls_certcheck', true) ? 'verify' : 'require',
    pipelining: false,
    chunking: false,
    relays: relay === undefined ? undefined : [Number.isInteger(port) && port > 0 ? { ...relay, port } : relay],
    relayedBy: 'host',
    authenticates: account.has('auth') && account.get('auth') !== 'off' ? true : undefined,
  })
}

/** What holds for `account default`, which may take over another account (`account default : work`); without one, for the first account. */
function defaultAccount(settings: readonly MtaSetting[]): ReadonlyMap<string, string> {
  const accounts = new Map<string, Map<string, string>>()
  const defaults = new Map<string, string>()
  let current = defaults
  for (const { name, value } of settings) {
    if (name === 'defaults') current = defaults
    else if (name === 'account') {
      const [own = '', ...parents] = value.split(/[\s:,]+/).filter((word) => word !== '')
      current = new Map([...defaults, ...parents.flatMap((parent) => [...(accounts.get(parent) ?? [])])])
      accounts.set(own, current)
    } else current.set(name, value)
  }
  return accounts.get('default') ?? [...accounts.values()][0] ?? defaults
}
