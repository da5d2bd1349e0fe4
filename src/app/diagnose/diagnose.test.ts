import { expect, test } from 'vitest'
import { CAUSES } from '../../causes/index.ts'
import type { Clock } from '../../domain/ports.ts'
import { systemClock } from '../../gather/ports/clock.ts'
import { systemRandom } from '../../gather/ports/random.ts'
import { startPeer } from '../../probe/peer/start-peer.ts'
import { diagnose } from './diagnose.ts'

const NO_DATA = {
  status: 'nodata',
  records: [],
  authenticated: false,
  authoritative: false,
  extendedErrors: [],
  server: '192.0.2.53',
  tried: [],
  afterMs: 1,
} as const

/** The machine's clock, which knows how many pauses have not come to their end. */
function countingClock(): Clock & { waiting(): number } {
  let waiting = 0
  return {
    now: systemClock.now,
    async sleep(ms, signal) {
      waiting += 1
      await systemClock.sleep(ms, signal)
      waiting -= 1
    },
    waiting: () => waiting,
  }
}

test('when the answer came late and the diagnosis is told, nothing waits for the rest of the budget', async () => {
  const clock = countingClock()
  const peer = await startPeer({ at: { mail: { do: 'usual', delayMs: 9_000 } } })
  try {
    const { healthy } = await diagnose(
      { kind: 'address', address: peer.address, given: 'the peer', port: peer.port },
      { target: 'the peer', localMta: false, dane: false, mtaSts: false },
      {
        clock,
        random: systemRandom,
        exec: { run: async () => ({ kind: 'missing' }) },
        files: { readText: async () => undefined },
        resolver: { resolve: async ({ name, type }) => ({ ...NO_DATA, name, type }), servers: [NO_DATA.server] },
        causes: CAUSES,
        hostName: 'sender.example.org',
        ownAddresses: ['127.0.0.1'],
        toAscii: (name) => name,
        readText: () => ({ symptoms: [], patterns: [] }),
        writeLever: () => [],
      },
    )
    expect(healthy).toBe(true)
    // What was woken up ends in the next turn.
    await new Promise(setImmediate)
    expect(clock.waiting()).toBe(0)
  } finally {
    await peer.close()
  }
}, 60_000)
