import { readAddress } from '../domain/address.ts'
import type { Destination } from '../domain/destination.ts'
import type { WrittenRemedy } from '../domain/diagnosis.ts'
import type { Lever, Written } from '../domain/lever.ts'
import { isPlainName } from '../domain/plain-name.ts'
import type { Remedy } from '../domain/remedy.ts'

/** Each MTA's words for a lever; the ones that have no such setting are left out. */
export type WriteLever = (lever: Lever, to: Destination) => readonly Written[]

/** Levers in the words of every server that has such settings, one translation for each. */
export function writeLevers(levers: readonly Lever[], to: Destination, writeLever: WriteLever): readonly Written[] {
  return mergeBySoftware(levers.flatMap((lever) => writeLever(harmless(lever), harmlessPlace(to))))
}

/** A remedy in the words of every server that has such settings, one translation for each. */
export function writeRemedy(remedy: Remedy, to: Destination, writeLever: WriteLever): WrittenRemedy {
  const place = remedy.on === 'their-server' ? { ...to, ours: {} } : to
  return { ...remedy, written: writeLevers(remedy.levers ?? [], place, writeLever) }
}

/** The peer chooses its names, and somebody pastes the setting into a shell: what is neither a plain name nor an address stays out of it. */
function harmless(lever: Lever): Lever {
  switch (lever.lever) {
    case 'tls.certificate-names':
      return { ...lever, names: lever.names.filter((name) => isPlainName(name.replace(/^\*\./, ''))) }
    case 'tls.expect-name':
      return { ...lever, host: hostOr(lever.host, 'RECEIVER'), name: hostOr(lever.name, 'CERTIFICATE-NAME') }
    case 'tls.pin-for':
      return {
        ...lever,
        host: hostOr(lever.host, 'RECEIVER'),
        spkiSha256: /^[0-9a-f]{64}$/i.test(lever.spkiSha256) ? lever.spkiSha256 : 'KEY-DIGEST',
      }
    case 'ehlo.name':
      return { ...lever, name: hostOr(lever.name, 'OUR-NAME') }
    case 'route.to':
      return { ...lever, domain: hostOr(lever.domain, 'RECIPIENT-DOMAIN'), host: hostOr(lever.host, 'RECEIVER') }
    default:
      return 'host' in lever ? { ...lever, host: hostOr(lever.host, 'RECEIVER') } : lever
  }
}

function hostOr(name: string, word: string): string {
  return isPlainName(name) || readAddress(name) !== undefined ? name : word
}

/** Without a domain the writers put a word to fill in. */
function harmlessPlace({ domain, ...rest }: Destination): Destination {
  return domain !== undefined && isPlainName(domain) ? { domain, ...rest } : rest
}

function mergeBySoftware(all: readonly Written[]): readonly Written[] {
  const merged = new Map<string, Written>()
  for (const one of all) {
    const before = merged.get(one.software)
    merged.set(
      one.software,
      before === undefined
        ? one
        : { ...one, steps: [...before.steps, ...one.steps], undo: [...before.undo, ...one.undo] },
    )
  }
  return [...merged.values()]
}
