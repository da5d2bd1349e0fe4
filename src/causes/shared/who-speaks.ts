import { sh, type RemedyStep } from '../../domain/lever.ts'
import { type Naming, peerAddress, peerPort } from './receiver-name.ts'

/** Where whoever speaks SMTP in a way of his own is at fault: which program of this host it is (ss(8)). */
export function whoSpeaks(evidence: Naming): RemedyStep {
  const address = peerAddress(evidence)
  return sh(
    `for i in $(seq 300); do ss -Htnp 'dst ${address.includes(':') ? `[${address}]` : address} and dport = :${peerPort(evidence)}'; sleep 0.2; done`,
    'as root, begun before it sends, for one minute: names the program. A session lasts a second or two, and a single look mostly comes too late; where this names none while a session took place, another machine or a proxy on the way speaks',
  )
}
