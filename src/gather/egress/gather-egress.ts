import { readAddress, scopeOf } from '../../domain/address.ts'
import type { DnsAnswer, EgressIdentity } from '../../domain/facts/dns-facts.ts'
import type { Resolver } from '../../domain/ports.ts'
import { isPositive, type Reply } from '../../domain/reply.ts'
import { reverseName } from '../../domain/reverse-name.ts'
import { followAliases } from '../../wire/dns/alias.ts'
import { canonicalName } from '../../wire/dns/name.ts'
import { addressesOf } from '../route/addresses.ts'
import { isGenericName } from './generic-name.ts'
import { seenByPeer } from './seen-by-peer.ts'

export interface EgressQuestion {
  /** Our end of a connection to the peer, as the kernel shows it. */
  readonly localAddress: string
  readonly peerAddress: string
  readonly ehloName: string
  /** What the peer said: its answer to EHLO first, then refusals. */
  readonly replies?: readonly Reply[]
}

export interface GatheredEgress {
  readonly identity: EgressIdentity
  readonly answers: readonly DnsAnswer[]
}

/** PTR names looked at; more than a few only come from misuse. */
const MAX_PTR_NAMES = 5

/**
 * Who we are towards one peer: the address it sees, its PTR names, whether they lead back, and whether the EHLO name is one of them.
 * Behind NAT the public address is only known when the peer told it; otherwise its PTR is `not-asked`.
 */
export async function gatherEgress(question: EgressQuestion, resolver: Resolver): Promise<GatheredEgress> {
  const { localAddress, peerAddress, ehloName } = question
  // A refusal may speak of somebody else's address; it is believed only where ours is surely translated.
  const believed = (question.replies ?? []).filter((reply) => isPositive(reply) || isNatted(localAddress, peerAddress))
  const seen = believed
    .map((reply) => seenByPeer(reply, { ehloName, peerAddress }))
    .find((address) => address !== undefined)
  const behindNat = seen === undefined ? isNatted(localAddress, peerAddress) : seen !== readAddress(localAddress)
  const address = behindNat ? seen : localAddress
  const [reverse, forward]: readonly [Reverse | undefined, NameAsked] = await Promise.all([
    address === undefined ? undefined : gatherPtr(address, resolver),
    // Who speaks to this very host asks nobody outside who he is.
    scopeOf(localAddress) === 'loopback' ? { answers: [] } : gatherEhloName(ehloName, resolver),
  ])
  const matches = matchesPtr(ehloName, address, reverse)
  return {
    identity: {
      address: localAddress,
      behindNat,
      ...(seen === undefined ? {} : { seenByPeer: seen }),
      ...(reverse === undefined ? { ptrStatus: 'not-asked' } : reverse.facts),
      ehloName,
      ...(forward.resolves === undefined ? {} : { ehloResolves: forward.resolves }),
      ...(matches === undefined ? {} : { ehloMatchesPtr: matches }),
    },
    answers: [...(reverse?.answers ?? []), ...forward.answers],
  }
}

/** Private space towards a public peer: somebody translates. Towards a private peer it need not be so. */
function isNatted(localAddress: string, peerAddress: string): boolean {
  const ours = scopeOf(localAddress)
  const theirs = scopeOf(peerAddress)
  const inside = ours === 'private' || ours === 'cgnat' || ours === 'link-local'
  return inside && (theirs === 'global' || theirs === 'documentation')
}

interface Reverse {
  readonly facts: Pick<EgressIdentity, 'ptrStatus' | 'ptrNames' | 'forwardConfirmed' | 'generic' | 'ptrName'>
  readonly confirmed: readonly string[]
  readonly answers: readonly DnsAnswer[]
}

async function gatherPtr(address: string, resolver: Resolver): Promise<Reverse> {
  const scope = scopeOf(address)
  const name = reverseName(address)
  if (name === undefined || scope === 'loopback' || scope === 'unspecified') {
    return { facts: { ptrStatus: 'not-asked' }, confirmed: [], answers: [] }
  }
  const ptr = await resolver.resolve({ kind: 'dns', name, type: 'PTR' })
  const { records } = followAliases(ptr.records, ptr.name, 'PTR')
  const names = records
    .flatMap((record) => (record.type === 'PTR' ? [canonicalName(record.target)] : []))
    .slice(0, MAX_PTR_NAMES)
  const forwards = await Promise.all(
    names.map((each) => resolver.resolve({ kind: 'dns', name: each, type: address.includes(':') ? 'AAAA' : 'A' })),
  )
  const confirmed = names.filter((_, index) => {
    const forward = forwards[index]
    return forward !== undefined && addressesOf(forward).includes(readAddress(address) ?? address)
  })
  const generic = names.find((each) => isGenericName(each, address))
  const undecided = forwards.some((answer) => !['answer', 'nodata', 'nxdomain'].includes(answer.status))
  const shown = generic ?? confirmed[0] ?? names[0]
  return {
    facts: {
      ptrStatus: ptr.status,
      ...(names.length > 0 ? { ptrNames: names } : {}),
      // A forward lookup that failed says nothing against the name.
      ...(confirmed.length > 0
        ? { forwardConfirmed: true }
        : names.length > 0 && !undecided
          ? { forwardConfirmed: false }
          : {}),
      ...(names.length > 0 ? { generic: generic !== undefined } : {}),
      ...(shown === undefined ? {} : { ptrName: shown }),
    },
    confirmed,
    answers: [ptr, ...forwards],
  }
}

interface NameAsked {
  readonly resolves?: boolean
  readonly answers: readonly DnsAnswer[]
}

async function gatherEhloName(ehloName: string, resolver: Resolver): Promise<NameAsked> {
  // An address literal needs no DNS; a name without a dot is nobody's in DNS.
  if (ehloName.startsWith('[') || !ehloName.includes('.')) return { answers: [] }
  const answers = await Promise.all(
    (['A', 'AAAA'] as const).map((type) => resolver.resolve({ kind: 'dns', name: ehloName, type })),
  )
  if (answers.some((answer) => addressesOf(answer).length > 0)) return { resolves: true, answers }
  const clear = answers.every((answer) => answer.status === 'nodata' || answer.status === 'nxdomain')
  return clear ? { resolves: false, answers } : { answers }
}

/** undefined: PTR was not asked, or not answered, so that nobody can say. */
function matchesPtr(ehloName: string, address: string | undefined, reverse: Reverse | undefined): boolean | undefined {
  if (address === undefined || reverse === undefined) return undefined
  if (!['answer', 'nodata', 'nxdomain'].includes(reverse.facts.ptrStatus)) return undefined
  if (reverse.facts.forwardConfirmed === undefined && reverse.facts.ptrNames !== undefined) return undefined
  return reverse.confirmed.includes(canonicalName(ehloName))
}
