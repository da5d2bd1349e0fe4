import { familyOf, type Endpoint } from '../../domain/endpoint.ts'
import type { MailRoute } from '../../domain/facts/dns-facts.ts'
import type { SymptomFact } from '../../domain/facts/text-facts.ts'

/** More addresses than this are not visited: one session each is the politeness we promise. */
const MOST_ENDPOINTS = 6

/**
 * The addresses to visit, in the order in which a sender would: by preference, the ones that the symptom names first.
 * An MTA does not try more than a handful either (Postfix: smtp_mx_address_limit 5).
 */
export function endpointsOf(
  route: MailRoute,
  port: number,
  family: 4 | 6 | undefined,
  named: readonly string[],
): readonly Endpoint[] {
  const all = route.hosts
    .toSorted((a, b) => a.preference - b.preference)
    .flatMap(({ name, addresses }) => addresses.map((address): Endpoint => ({ host: name, address, port })))
    .filter(({ address }) => family === undefined || familyOf(address) === family)
  const isNamed = ({ host, address }: Endpoint): boolean =>
    named.some((name) => name === address || name.toLowerCase() === host.toLowerCase())
  return [...all.filter(isNamed), ...all.filter((endpoint) => !isNamed(endpoint))].slice(0, MOST_ENDPOINTS)
}

/** The port that a symptom names beside one of these hosts; undefined where none does, or they name several. */
export function reportedPort(
  route: MailRoute,
  reported: readonly Pick<SymptomFact, 'host' | 'address' | 'port'>[],
): number | undefined {
  const names = new Set(route.hosts.flatMap(({ name, addresses }) => [name.toLowerCase(), ...addresses]))
  const isOurs = (name: string | undefined): boolean => name !== undefined && names.has(name.toLowerCase())
  const ports = new Set(
    reported.flatMap(({ host, address, port }) =>
      port !== undefined && (isOurs(host) || isOurs(address)) ? [port] : [],
    ),
  )
  return ports.size === 1 ? [...ports][0] : undefined
}
