import { expect, test } from 'vitest'
import { AN_ENDPOINT } from '../../../test/kit/evidence.ts'
import type { Clock, Exec, Files } from '../../domain/ports.ts'
import { openNotebook } from './notebook.ts'
import { watchPath } from './path-facts.ts'

const snmp = (sent: number, repeated: number): string => `Tcp: OutSegs RetransSegs\nTcp: ${sent} ${repeated}\n`
const clock: Clock = { now: () => 0, sleep: async () => undefined }

/** Reads the counters as they stand at each look. */
function filesOf(...looks: readonly (string | undefined)[]): Files {
  let look = 0
  return {
    readText: async (path) => (path === '/proc/net/snmp' ? looks[Math.min(look++, looks.length - 1)] : undefined),
  }
}

async function watched(exec: Exec, files: Files) {
  const notebook = openNotebook(clock, 'test')
  const path = await watchPath({ deps: { clock, exec, files }, notebook, timeLeftMs: () => 9_000 })
  path.follow([AN_ENDPOINT])
  await path.end()
  await path.count()
  await path.count()
  return notebook.evidence()
}

const missing: Exec = { run: async () => ({ kind: 'missing' }) }

test('what the kernel counted meanwhile, and how far packets came', async () => {
  const stdout = ' 1:  10.0.0.1   0.5ms \n 2:  192.0.2.1   20.0ms reached\n'
  const exec: Exec = {
    run: async (tool) =>
      tool === 'tracepath' ? { kind: 'done', exitCode: 0, stdout, stderr: '' } : { kind: 'missing' },
  }
  const { observations, blind } = await watched(exec, filesOf(snmp(10, 1), snmp(20, 3), snmp(40, 9)))
  expect(observations.map(({ kind, fact }) => ({ kind, ...fact }))).toEqual([
    expect.objectContaining({ kind: 'route.trace', to: '192.0.2.1', reached: true }),
    { kind: 'net.counter', name: 'Tcp.OutSegs', delta: 30 },
    { kind: 'net.counter', name: 'Tcp.RetransSegs', delta: 8 },
  ])
  expect(blind).toEqual({})
})

test('a trace that takes too long is given up: the verdict does not wait for it', async () => {
  const exec: Exec = {
    run: async (_tool, _args, options) => {
      const { signal } = options ?? {}
      if (signal?.aborted === true) return { kind: 'timeout' }
      return new Promise((resolve) =>
        signal?.addEventListener('abort', () => resolve({ kind: 'timeout' }), { once: true }),
      )
    },
  }
  const { observations, blind } = await watched(exec, filesOf(undefined))
  expect(observations).toEqual([])
  expect(blind['route.trace']).toMatch(/did not end in time/)
  expect(blind['net.counter']).toMatch(/cannot be read/)
})

test('without a tool nobody looked', async () => {
  const { blind } = await watched(missing, filesOf(snmp(10, 1)))
  expect(blind['route.trace']).toMatch(/installed/)
})
