import { makeCertificate } from '../../probe/peer/certificate.ts'
import { startPeer, type RunningPeer } from '../../probe/peer/start-peer.ts'
import type { DemoFault } from './demo-fault.ts'

/** Starts the faulty server on loopback. Rejects with the system's error when the port is taken. */
export function startFault(fault: DemoFault, port?: number): Promise<RunningPeer> {
  const certified = makeCertificate({ name: 'mx.demo.test', key: 'rsa' })
  return startPeer(fault.script({ cert: certified.cert, key: certified.key }), port === undefined ? {} : { port })
}
