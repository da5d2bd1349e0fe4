import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PeerScript } from '../../src/probe/peer/peer-script.ts'
import type { ScriptedPeer } from '../peer-main.ts'
import type { Place, World } from '../world.ts'
import { listening } from './listening.ts'

const MAIN = join(import.meta.dirname, '..', 'peer-main.ts')
let count = 0

/** A scripted peer in a process of its own, for what real servers cannot be made to do. */
export async function startScripted(
  world: World,
  script: PeerScript,
  address = world.receiverAddress(),
  port = 25,
  place: Place = 'receiver',
): Promise<void> {
  await startScriptedPeers(world, [{ script, address, port }], place)
}

/** Several of them in one process, which starts them in this order. */
export async function startScriptedPeers(
  world: World,
  peers: readonly ScriptedPeer[],
  place: Place = 'receiver',
): Promise<void> {
  const name = `peer-${++count}`
  const file = join(world.dir, `${name}.json`)
  writeFileSync(file, JSON.stringify(peers))
  world.start(place, name, [process.execPath, MAIN, file])
  const last = peers.at(-1)
  if (last !== undefined) await listening(world, place, last.address, last.port)
}
