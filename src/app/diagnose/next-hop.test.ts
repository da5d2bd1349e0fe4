import { expect, test } from 'vitest'
import type { SymptomFact } from '../../domain/facts/text-facts.ts'
import type { Resolver } from '../../domain/ports.ts'
import type { ParsedTarget } from '../../domain/target.ts'
import type { Relay } from '../../mta/relay.ts'
import type { DiagnoseRun } from './diagnose-run.ts'
import { findNextHop } from './next-hop.ts'

const ADDRESSES: Readonly<Record<string, string>> = {
  'relay.example': '192.0.2.21',
  'relay2.example': '192.0.2.22',
  'mx.hub.example': '192.0.2.23',
}
const answer = { authenticated: false, authoritative: false, extendedErrors: [], server: '', tried: [], afterMs: 1 }
const resolver = {
  resolve: ({ name, type }: { name: string; type: string }) => {
    const address = ADDRESSES[name]
    const record =
      type === 'A' && address !== undefined
        ? { type, name, address, ttlSeconds: 1 }
        : type === 'MX' && name === 'hub.example'
          ? { type, name, preference: 10, exchange: 'mx.hub.example', ttlSeconds: 1 }
          : undefined
    const records = record === undefined ? [] : [record]
    return Promise.resolve({ ...answer, name, type, status: record === undefined ? 'nodata' : 'answer', records })
  },
} as unknown as Resolver
const TARGET: ParsedTarget = { kind: 'domain', domain: 'example.org', given: 'u@example.org' }

interface Asked {
  readonly relays?: readonly [Relay, ...Relay[]]
  readonly names?: Partial<SymptomFact>
  readonly target?: ParsedTarget
  readonly port?: number
  readonly authenticates?: true
  readonly isOfAnother?: true
}

async function hopOf({
  relays,
  names = {},
  target = TARGET,
  port,
  authenticates,
  isOfAnother,
}: Asked): Promise<unknown> {
  const noted: unknown[] = []
  const notebook = { note: (_kind: string, fact: unknown) => noted.push(fact) }
  const run = { deps: { resolver }, notebook, options: port === undefined ? {} : { port } } as unknown as DiagnoseRun
  const local = { software: 'postfix', habits: {}, relayedBy: 'relayhost', ...(relays && { relays }) } as const
  const hop = await findNextHop(
    run,
    target,
    { habits: {}, local: authenticates ? { ...local, authenticates } : local, ...(isOfAnother && { isOfAnother }) },
    [names as SymptomFact],
  )
  expect(noted).toHaveLength(hop === undefined ? 0 : 1)
  // What the route was found by: an address is asked of nobody.
  expect(hop?.found.route.hosts[0]?.addresses).not.toEqual([])
  return hop === undefined ? undefined : [hop.found.route.hosts[0]?.name, hop.port, hop.withoutLogin]
}

const ONE: readonly [Relay] = [{ host: 'relay.example', port: 587 }]

test.each<[string, Asked, unknown]>([
  ['a symptom without a host: the relay', { relays: ONE }, ['relay.example', 587, false]],
  ['the relay by name', { relays: ONE, names: { host: 'Relay.example.' } }, ['relay.example', 587, false]],
  ['the relay by address', { relays: ONE, names: { address: '192.0.2.21' } }, ['relay.example', 587, false]],
  ['another host than the relay: what the target names', { relays: ONE, names: { host: 'mx.example.org' } }, undefined],
  [
    'the second of two relays',
    { relays: [...ONE, { host: 'relay2.example' }], names: { host: 'relay2.example' } },
    ['relay2.example', 25, false],
  ],
  [
    'a relay by its own MX',
    { relays: [{ host: 'hub.example', byMx: true }], names: { host: 'mx.hub.example' } },
    ['mx.hub.example', 25, false],
  ],
  ['a relay that is an address', { relays: [{ host: '192.0.2.77', port: 587 }] }, ['192.0.2.77', 587, false]],
  [
    'a relay that is an address, named by the symptom',
    { relays: [{ host: '192.0.2.77' }], names: { address: '192.0.2.77' } },
    ['192.0.2.77', 25, false],
  ],
  ['an IPv6 address as Postfix writes it', { relays: [{ host: 'IPv6:2001:db8::7' }] }, ['2001:db8::7', 25, false]],
  ['no relay', {}, undefined],
  ['a symptom that other software wrote', { relays: ONE, isOfAnother: true }, undefined],
  ['a port that the user names', { relays: ONE, port: 25 }, undefined],
  [
    'a host that the user names',
    { relays: ONE, target: { kind: 'host', host: 'mx.example.org', given: 'mx.example.org:25' } },
    undefined,
  ],
  ['a relay with a login', { relays: ONE, authenticates: true }, ['relay.example', 587, true]],
])('%s', async (_name, asked, expected) => expect(await hopOf(asked)).toEqual(expected))
