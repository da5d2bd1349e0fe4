import type { DnsAnswer } from '../../src/domain/facts/dns-facts.ts'
import type { DnsPlan } from '../../src/domain/plan/dns-plan.ts'
import { systemClock as clock } from '../../src/gather/ports/clock.ts'
import { systemRandom as random } from '../../src/gather/ports/random.ts'
import { createResolver } from '../../src/probe/dns/resolver.ts'
import { startDnsServer, type DnsServerScript } from './dns-server.ts'

export const MX: DnsPlan = { kind: 'dns', name: 'Example.org', type: 'MX' }
/** What it has, as the server writes it. */
export const mxRecord = {
  type: 'MX',
  name: 'example.org',
  ttl: 300,
  data: { preference: 10, exchange: 'mx1.example.org' },
} as const

/** What our resolver makes of a server that answers so. */
export async function ask(script: DnsServerScript, plan: DnsPlan = MX): Promise<DnsAnswer> {
  await using server = await startDnsServer(script)
  // Awaited here: the server goes away when this function returns.
  return await createResolver({ servers: [server.address], clock, random, timeoutMs: 150 }).resolve(plan)
}
