export { makeCertificate } from '../../src/probe/peer/certificate.ts'
export type { Behaviour, PeerScript } from '../../src/probe/peer/peer-script.ts'
export { startPeer } from '../../src/probe/peer/start-peer.ts'
export type { RunningPeer } from '../../src/probe/peer/start-peer.ts'
