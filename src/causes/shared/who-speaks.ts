import { sh, type RemedyStep } from '../../domain/lever.ts'
import { type Naming, peerAddress, peerPort } from './receiver-name.ts'

/** Where whoever speaks SMTP in a way of his own is at fault: which program of this host it is (ss(8)). */
export function whoSpeaks(evidence: Naming): RemedyStep {
  const address = peerAddress(evidence)
  return sh(
    `ss -tnp 'dst ${address.includes(':') ? `[${address}]` : address} and dport = :${peerPort(evidence)}'`,
    'as root, while it sends: names the program; where it names none, another machine or a proxy on the way speaks',
  )
}
