import type { MtaSetting } from '../../domain/facts/host-facts.ts'
import { known } from '../habit-words.ts'
import type { SenderHabits } from '../habits.ts'
import { readRelay, type Relay } from '../relay.ts'

const WRAPPED_PORT = 465

/** nullmailer hands everything to the first of its remotes that takes it, and never to an MX. */
export function nullmailerHabits(settings: readonly MtaSetting[]): SenderHabits {
  const remotes = settings.filter(({ name }) => name === 'remotes').map(({ value }) => value.split(' '))
  const bySmtp = remotes.filter(([, protocol]) => protocol !== 'qmqp')
  const [only] = remotes
  const [first] = bySmtp
  if (first === undefined) return only === undefined ? {} : { notSentBy: `remotes: ${only.join(' ')}` }
  const [relay, ...more] = bySmtp.flatMap(relayOf)
  const has = (option: string): boolean => first.includes(option)
  return known<SenderHabits>({
    tls: has('--ssl') ? 'wrapped' : !has('--starttls') ? 'none' : has('--insecure') ? 'require' : 'verify',
    pipelining: false,
    chunking: false,
    relays: relay === undefined ? undefined : [relay, ...more],
    relayedBy: 'remotes',
    authenticates: has('--user') ? true : undefined,
  })
}

function relayOf([host, ...options]: readonly string[]): readonly Relay[] {
  const relay = readRelay(host, 'host')
  const port = Number(options.find((option) => option.startsWith('--port='))?.slice('--port='.length))
  if (relay === undefined) return []
  if (Number.isInteger(port) && port > 0) return [{ ...relay, port }]
  return [options.includes('--ssl') ? { ...relay, port: WRAPPED_PORT } : relay]
}
