import { printable } from '../base/printable.ts'
import type { Diagnosis } from '../domain/diagnosis.ts'
import type { EgressIdentity } from '../domain/facts/dns-facts.ts'

/** How our address looks to a receiver that may mind it: its PTR record and the name that we greet with. */
export function identityText({ verdict, evidence }: Diagnosis): string | undefined {
  if (verdict === null || verdict.standing === 'proven') return undefined
  const named = [verdict.cause, ...verdict.alternatives.map(({ cause }) => cause)]
  if (!named.some((cause) => cause !== null && MINDS_US.test(cause))) return undefined
  const found = evidence.observations.find(({ kind }) => kind === 'egress.identity')
  return found?.kind === 'egress.identity' ? printable(lookOf(found.fact), 400) : undefined
}

const MINDS_US = /^(?:policy\/reputation-|firewall\/source-banned|identity\/)/

function lookOf(identity: EgressIdentity): string {
  const { seenByPeer, ehloName } = identity
  const address = seenByPeer ?? identity.address
  const looks = ptrText(identity)
  return looks === undefined
    ? `We greet as ${ehloName}, from ${address}.`
    : `Our address ${address} ${looks}; we greet as ${ehloName}.`
}

function ptrText({
  ptrStatus,
  ptrNames = [],
  forwardConfirmed,
  behindNat,
  seenByPeer,
}: EgressIdentity): string | undefined {
  if (behindNat && seenByPeer === undefined) return 'is private, and stands behind another that the receiver sees'
  switch (ptrStatus) {
    case 'answer': {
      const back =
        forwardConfirmed === undefined
          ? ''
          : forwardConfirmed
            ? ', which leads back to it'
            : ', which does not lead back to it'
      return `has the PTR record ${ptrNames[0] ?? ''}${back}`
    }
    case 'nxdomain':
    case 'nodata':
      return 'has no PTR record'
    case 'not-asked':
      return undefined
    case 'servfail':
    case 'refused':
    case 'timeout':
    case 'malformed':
    case 'error':
      return 'may have a PTR record, which could not be looked up'
  }
}
