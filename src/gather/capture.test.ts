import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { startCapture } from './capture.ts'

const dir = mkdtempSync(join(tmpdir(), 'hangup-capture-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

/** Stands in for tcpdump: what matters here is what a program says and how it ends. */
function program(name: string, script: string): string {
  const path = join(dir, name)
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
  return path
}

const HEADER = String.raw`printf '\324\303\262\241\002\000\004\000\000\000\000\000\000\000\000\000\000\000\004\000\001\000\000\000'`
const file = join(dir, 'out.pcap')

describe('startCapture', () => {
  it('keeps what comes until it is told to stop', async () => {
    const capture = await startCapture({
      file,
      filter: ['port', '25'],
      lingerMs: 0,
      program: program('good', `${HEADER}; printf abcd; exec sleep 60`),
    })
    if (capture.kind !== 'running') throw new Error(capture.advice)
    const kept = await capture.stop()
    expect(kept.droppedBytes).toBe(0)
    expect(readFileSync(file).length).toBe(kept.bytes)
    expect(kept.bytes).toBeGreaterThanOrEqual(24)
  })

  it('stops at the size limit and says so', async () => {
    const capture = await startCapture({
      file,
      filter: [],
      lingerMs: 300,
      limitBytes: 100,
      program: program('much', `${HEADER}; head -c 5000 /dev/zero; exec sleep 60`),
    })
    if (capture.kind !== 'running') throw new Error(capture.advice)
    const kept = await capture.stop()
    expect(kept).toMatchObject({ bytes: 100, droppedBytes: 4924 })
    expect(kept.note).toContain('size limit')
  })

  it.each([
    [
      'denied',
      `echo "tcpdump: any: You don't have permission to perform this capture on that device" >&2; exit 1`,
      'permission',
      'setcap',
    ],
    ['wrong', `echo 'tcpdump: syntax error in filter expression' >&2; exit 1`, 'failed', 'syntax error'],
  ] as const)('%s: one line that says what to do', async (name, script, why, words) => {
    const refused = await startCapture({ file, filter: [], program: program(name, script) })
    expect(refused).toMatchObject({ kind: 'refused', why })
    expect(refused.kind === 'refused' && refused.advice).toContain(words)
  })

  it('a missing program is data', async () => {
    const refused = await startCapture({ file, filter: [], program: join(dir, 'nowhere') })
    expect(refused).toMatchObject({ kind: 'refused', why: 'missing' })
  })
})
