import { expect, test } from 'vitest'
import type { Resolver } from '../../domain/ports.ts'
import { startPeer } from '../../../test/kit/scripted-peer.ts'
import { planFor, probeContext } from '../../../test/kit/scripted-peer-context.ts'
import { openNotebook } from './notebook.ts'
import { createProber } from './prober.ts'

const noDns: Resolver = { servers: [], resolve: () => Promise.reject(new Error('not asked for')) }

test('an experiment waits as long for a greeting as this server takes', async () => {
  const { clock, random } = probeContext()
  const prober = createProber({
    clock,
    random,
    resolver: noDns,
    notebook: openNotebook(clock, 'test'),
    maxConnections: 12,
    signal: new AbortController().signal,
  })
  const peer = await startPeer({ flow: { greetDelayMs: 400 } })
  const plan = planFor(peer, { upTo: 'ehlo', tls: 'none', patienceMs: {} })
  await prober.run(plan, { role: 'baseline' })
  const { result } = await prober.run(plan, { role: 'experiment', fresh: true, patienceMs: 200 })
  await peer.close()
  expect(result).toMatchObject({ kind: 'session', session: { lived: true } })
})
