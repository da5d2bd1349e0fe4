import { expect, test } from 'vitest'
import { patience, planFor, probeContext } from '../../../test/kit/scripted-peer-context.ts'
import { startPeer } from '../../../test/kit/scripted-peer.ts'
import { observationsOf } from '../../domain/evidence.ts'
import type { Resolver } from '../../domain/ports.ts'
import type { PeerScript } from '../../probe/peer/peer-script.ts'
import type { RunningPeer } from '../../probe/peer/start-peer.ts'
import { openNotebook, type Notebook } from './notebook.ts'
import { createProber, type Prober } from './prober.ts'

const noDns: Resolver = { servers: [], resolve: () => Promise.reject(new Error('not asked for')) }

/** A prober, and a peer of this script to try it on. */
async function withPeer<T>(
  script: PeerScript,
  work: (prober: Prober, peer: RunningPeer, notebook: Notebook) => Promise<T>,
): Promise<T> {
  const { clock, random } = probeContext()
  const notebook = openNotebook(clock, 'test')
  const signal = new AbortController().signal
  const prober = createProber({ clock, random, resolver: noDns, notebook, maxConnections: 12, signal })
  const peer = await startPeer(script)
  try {
    return await work(prober, peer, notebook)
  } finally {
    await peer.close()
  }
}

const CLEAR = { upTo: 'ehlo', tls: 'none' } as const

test('an experiment waits as long for a greeting as this server takes', () =>
  withPeer({ flow: { greetDelayMs: 400 } }, async (prober, peer) => {
    const plan = planFor(peer, { ...CLEAR, patienceMs: {} })
    await prober.run(plan, { role: 'baseline' })
    const { result } = await prober.run(plan, { role: 'experiment', fresh: true, patienceMs: 200 })
    expect(result).toMatchObject({ kind: 'session', session: { lived: true } })
  }))

test('what was run is not run again, unless a fresh result is asked for', () =>
  withPeer({}, async (prober, peer) => {
    const plan = planFor(peer, CLEAR)
    const first = await prober.run(plan, { role: 'baseline' })
    expect(await prober.run(plan, { role: 'experiment' })).toBe(first)
    expect(prober.cost().connections).toBe(1)
    expect(await prober.run(plan, { role: 'experiment', fresh: true })).not.toBe(first)
    expect(prober.cost().connections).toBe(2)
  }))

test('what a hello sends counts as sent', () =>
  withPeer({}, async (prober, peer) => {
    const { endpoint, ehloName } = planFor(peer)
    const { result } = await prober.run(
      { kind: 'hello', endpoint, ehloName, wrapped: true, hello: { maxVersion: 0x0303 }, patienceMs: 250 },
      { role: 'experiment' },
    )
    expect(result.kind === 'hello' ? result.hello.sizeBytes : 0).toBeGreaterThan(50)
    expect(prober.cost().bytesSent).toBe(result.kind === 'hello' ? result.hello.sizeBytes : 0)
  }))

test('a silence is told while it lasts; what is learned of it meanwhile stands in the one fact of the session', () =>
  withPeer({ at: { dot: { do: 'silent' } } }, async (prober, peer, notebook) => {
    // A session is silent after three seconds.
    const plan = planFor(peer, { tls: 'none', patienceMs: patience(3_300) })
    const deaths = () =>
      observationsOf(notebook.evidence(), 'smtp.session').map(({ id, fact }) => [id, fact.death?.stage])
    const { run, finished } = await prober.runUntilSilent(plan, { role: 'baseline' })
    const [id] = run.shownBy
    expect(prober.silences().map(({ observation }) => observation)).toEqual([id])
    expect(deaths()).toEqual([[id, 'dot']])
    // The kernel shows that octets of the message are on their way.
    prober.stalledInBody(prober.silences()[0]?.session.session ?? '')
    expect(deaths()).toEqual([[id, 'body']])
    await finished
    expect(deaths()).toEqual([[id, 'body']])
    expect(prober.silences()).toEqual([])
  }))

test('sessions that open together and are turned away are no sign that the receiver has had enough', () =>
  withPeer({}, async (prober, peer) => {
    await prober.run(planFor(peer, CLEAR), { role: 'baseline' })
    await peer.close()
    const session = planFor(peer, CLEAR)
    await prober.run({ kind: 'burst', session, connections: 4, together: true }, { role: 'experiment' })
    expect(prober.keptOut()).toBeUndefined()
    await prober.run(session, { role: 'experiment', fresh: true })
    await prober.run(session, { role: 'experiment', fresh: true })
    expect(prober.keptOut()).toBe('new connections are refused by now, so no more were made')
  }))
