import { pointer6, reverseZone, reverseZone6, type Zone } from './dns.ts'
import type { World } from './world.ts'

/** How the names of the world look; a fault changes what it is about and leaves the rest in order. */
export interface Names {
  readonly mx: readonly { readonly preference: number; readonly host: string }[]
  /** Addresses of each MX host, by name. */
  readonly hosts: Readonly<Record<string, readonly string[]>>
  readonly domainLines: readonly string[]
  readonly security: NonNullable<Zone['security']>
  readonly served: NonNullable<Zone['served']>
  /** PTR name of the sender's first address: undefined for none. */
  readonly senderPtr: string | undefined
  /** Forward name of the PTR. */
  readonly senderLines: readonly string[]
  readonly reverseServed: NonNullable<Zone['served']>
  readonly extraZones: readonly Zone[]
}

export function mxHost(world: World): string {
  return `${world.variation.mx}.${world.variation.domain}`
}

export function otherMxHost(world: World): string {
  return `mx.${world.variation.otherDomain}`
}

export function senderName(world: World): string {
  return `${world.variation.senderHost}.${world.variation.senderDomain}`
}

export function ordinaryNames(world: World): Names {
  return {
    mx: [{ preference: 10, host: mxHost(world) }],
    hosts: { [mxHost(world)]: [world.receiverAddress()] },
    domainLines: [],
    security: 'none',
    served: 'yes',
    senderPtr: senderName(world),
    senderLines: [],
    reverseServed: 'yes',
    extraZones: [],
  }
}

function addressLine(name: string, address: string): string {
  return `${name}. IN ${address.includes(':') ? 'AAAA' : 'A'} ${address}`
}

export function zonesOf(world: World, names: Names): Zone[] {
  const { variation } = world
  const { net, domain, otherDomain, senderDomain } = variation
  const inDomain = Object.entries(names.hosts).filter(([host]) => host.endsWith(`.${domain}`) || host === domain)
  return [
    {
      name: domain,
      security: names.security,
      served: names.served,
      lines: [
        ...names.mx.map((mx) => `@ IN MX ${mx.preference} ${mx.host}.`),
        `@ IN TXT "v=spf1 mx -all"`,
        ...inDomain.flatMap(([host, addresses]) => addresses.map((address) => addressLine(host, address))),
        ...names.domainLines,
      ],
    },
    {
      name: otherDomain,
      lines: [`@ IN MX 10 ${otherMxHost(world)}.`, addressLine(otherMxHost(world), world.otherAddress)],
    },
    {
      name: senderDomain,
      lines: [
        `@ IN MX 10 ${senderName(world)}.`,
        addressLine(senderName(world), world.senderAddress()),
        addressLine(senderName(world), world.senderAddress6()),
        addressLine(`${variation.senderHost}-b.${senderDomain}`, world.senderAddress(2)),
        `@ IN TXT "v=spf1 ip4:${world.senderAddress()} ip4:${world.senderAddress(2)} ip6:${world.senderAddress6()} -all"`,
        ...names.senderLines,
      ],
    },
    {
      name: reverseZone(net.sender),
      served: names.reverseServed,
      lines: [
        ...(names.senderPtr === undefined ? [] : [`2 IN PTR ${names.senderPtr}.`]),
        `3 IN PTR ${variation.senderHost}-b.${senderDomain}.`,
      ],
    },
    { name: reverseZone6(net.sender6), lines: [`${pointer6(2)} IN PTR ${senderName(world)}.`] },
    { name: reverseZone(net.receiver), lines: [`2 IN PTR ${mxHost(world)}.`] },
    { name: reverseZone(net.other), lines: [`25 IN PTR ${otherMxHost(world)}.`] },
    ...names.extraZones,
  ]
}
