/** `node peer-main.ts PEERS.json`: serves scripts, each on its address and port, until it is killed. */
import { readFileSync } from 'node:fs'
import type { PeerScript } from '../src/probe/peer/peer-script.ts'
import { startPeer } from '../src/probe/peer/start-peer.ts'

export interface ScriptedPeer {
  readonly script: PeerScript
  readonly address: string
  readonly port: number
}

const peers = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as readonly ScriptedPeer[]
for (const { script, address, port } of peers) {
  const peer = await startPeer(script, { address, port })
  process.stdout.write(`${peer.address} ${peer.port}\n`)
}
