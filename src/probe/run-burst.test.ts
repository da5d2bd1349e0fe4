import { expect, test } from 'vitest'
import { outcomeText, planFor, probeContext } from '../../test/kit/scripted-peer-context.ts'
import type { PeerScript } from '../../test/kit/scripted-peer.ts'
import { startPeer } from '../../test/kit/scripted-peer.ts'
import { runBurst } from './run-burst.ts'

async function burst(script: PeerScript, connections: number, together: boolean): Promise<readonly string[]> {
  const peer = await startPeer(script)
  const session = planFor(peer, { upTo: 'ehlo' })
  const runs = await runBurst({ kind: 'burst', session, connections, together }, probeContext())
  await peer.close()
  expect(new Set(runs.map((run) => run.session.session)).size).toBe(runs.length)
  return runs.map((run) => {
    const { death } = run.session
    return death === undefined ? 'lived' : `${death.stage} ${outcomeText(death.outcome)}`
  })
}

const concurrent: PeerScript = { limits: { concurrent: { count: 2, reply: '421 4.7.0 too many connections' } } }
const rate: PeerScript = { limits: { perWindow: { count: 3, windowMs: 60_000, reply: '421 4.7.0 too fast' } } }

test('a limit on concurrent sessions shows when all are open at once, and only then', async () => {
  expect((await burst(concurrent, 4, true)).toSorted()).toEqual([
    'banner reply 421',
    'banner reply 421',
    'lived',
    'lived',
  ])
  expect(await burst(concurrent, 4, false)).toEqual(['lived', 'lived', 'lived', 'lived'])
})

test('a limit on the rate shows one after the other', async () => {
  expect(await burst(rate, 4, false)).toEqual(['lived', 'lived', 'lived', 'banner reply 421'])
})

test('an abort ends a burst between its sessions', async () => {
  const peer = await startPeer({})
  const abort = new AbortController()
  const session = planFor(peer, { upTo: 'ehlo' })
  const runs = await runBurst(
    { kind: 'burst', session, connections: 5, together: false },
    probeContext({ signal: abort.signal, onStep: ({ session: id }) => id === 's2' && abort.abort() }),
  )
  await peer.close()
  expect(runs.length).toBe(2)
})
