import { chmodSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { filterOf, startLiveCapture } from './live-capture.ts'
import { startTcpdump } from './tcpdump.ts'

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
const endpoints = [{ host: 'mx.example.net', address: '192.0.2.1', port: 25 }]

describe('startTcpdump', () => {
  it('hands over what comes until it is told to stop', async () => {
    const chunks: Uint8Array[] = []
    const capture = await startTcpdump({
      filter: 'tcp port 25',
      take: (chunk) => void chunks.push(chunk.slice()),
      program: program('good', `${HEADER}; printf abcd; echo '3 packets dropped by kernel' >&2; exec sleep 60`),
    })
    if (capture.kind !== 'running') throw new Error(capture.advice)
    expect(await capture.stop(100)).toEqual({ note: 'the kernel dropped 3 packets before they were captured' })
    expect(Buffer.concat(chunks).length).toBe(28)
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
    const refused = await startTcpdump({ filter: '', take: () => undefined, program: program(name, script) })
    expect(refused).toMatchObject({ kind: 'refused', why })
    expect(refused.kind === 'refused' && refused.advice).toContain(words)
  })

  it('a missing program is data, and leaves no file', async () => {
    const refused = await startLiveCapture({ file, endpoints, program: join(dir, 'nowhere') })
    expect(refused).toMatchObject({ kind: 'refused', why: 'missing' })
    expect(existsSync(file)).toBe(false)
  })
})

describe('startLiveCapture', () => {
  it('leaves a whole pcap that only its owner can read', async () => {
    const capture = await startLiveCapture(
      { file, endpoints, program: program('quiet', `${HEADER}; exec sleep 60`) },
      0,
    )
    if (capture.kind !== 'running') throw new Error(capture.advice)
    expect(await capture.stop()).toEqual({ packets: 0, bytes: 0, forgotten: 0 })
    expect(statSync(file)).toMatchObject({ size: 24, mode: 0o100600 })
  })

  it('a path that cannot be written is told before anything runs', async () => {
    const refused = await startLiveCapture({ file: join(dir, 'no', 'such.pcap'), endpoints })
    expect(refused).toMatchObject({ kind: 'refused', why: 'failed' })
  })

  it('watches the parties and every ICMP error, without zones', () => {
    expect(filterOf([...endpoints, { host: 'x', address: 'fe80::1%eth0', port: 587 }])).toBe(
      '(host 192.0.2.1 and tcp port 25) or (host fe80::1 and tcp port 587) or icmp or icmp6',
    )
  })
})
