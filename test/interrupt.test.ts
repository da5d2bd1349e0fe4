import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startPeer } from '../src/probe/peer/start-peer.ts'

const MAIN = join(import.meta.dirname, '../src/surface/cli/main.ts')

test('Ctrl-C prints what is known, and ends', { timeout: 30_000 }, async () => {
  const peer = await startPeer({ at: { mail: { do: 'silent' } } })
  const child = spawn(
    process.execPath,
    [
      MAIN,
      'diagnose',
      `${peer.address}:${peer.port}`,
      '--no-local-mta',
      '--no-dane',
      '--no-mta-sts',
      '--resolver',
      '127.0.0.1',
      '--verbose',
      '--json',
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let stdout = ''
  let stderr = ''
  let interrupted = false
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString()
    // The last thing that it tells before it waits.
    if (!interrupted && /s1 ehlo/.test(stderr)) {
      interrupted = true
      child.kill('SIGINT')
    }
  })
  const exitCode = await new Promise((resolve) => child.once('close', resolve))
  await peer.close()
  expect(interrupted).toBe(true)
  // 2: broken off before the wait for MAIL was long enough to be a silence, it found neither health nor a fault.
  expect([1, 2]).toContain(exitCode)
  const document = JSON.parse(stdout) as { sessions: readonly { steps: readonly { stage: string }[] }[] }
  expect(document.sessions[0]?.steps.map(({ stage }) => stage)).toEqual(
    expect.arrayContaining(['connect', 'banner', 'ehlo']),
  )
  expect(stderr).not.toMatch(/defect/)
})
