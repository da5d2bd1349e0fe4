/** `node peer-main.ts SCRIPT.json ADDRESS PORT`: serves the script until it is killed. */
import { readFileSync } from 'node:fs'
import type { PeerScript } from '../src/probe/peer/peer-script.ts'
import { startPeer } from '../src/probe/peer/start-peer.ts'

const [file = '', address = '127.0.0.1', port = '0'] = process.argv.slice(2)
const script = JSON.parse(readFileSync(file, 'utf8')) as PeerScript
const peer = await startPeer(script, { address, port: Number(port) })
process.stdout.write(`${peer.address} ${peer.port}\n`)
