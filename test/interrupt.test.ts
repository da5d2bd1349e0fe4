import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { makeCertificate } from '../src/probe/peer/certificate.ts'
import type { PeerScript } from '../src/probe/peer/peer-script.ts'
import { startPeer } from '../src/probe/peer/start-peer.ts'

const MAIN = join(import.meta.dirname, '../src/surface/cli/main.ts')
const SILENT = { do: 'silent' } as const

interface Ended {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
}

type Child = ChildProcessByStdio<Writable, Readable, Readable>

/** Runs a command line, and sends the signal once `begun` comes. */
async function interrupted(
  argv: readonly string[],
  signal: NodeJS.Signals,
  begun: (child: Child) => Promise<unknown>,
): Promise<Ended> {
  const child = spawn(process.execPath, [MAIN, ...argv], { stdio: ['pipe', 'pipe', 'pipe'] })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  const closed = once(child, 'close')
  await begun(child)
  child.kill(signal)
  const [exitCode] = (await closed) as [number | null]
  expect(stderr).not.toMatch(/defect/)
  return { exitCode, stdout, stderr }
}

/** Standard error (or output) shows it. */
const shows =
  (what: RegExp, where: 'stdout' | 'stderr' = 'stderr') =>
  (child: Child): Promise<void> =>
    new Promise((resolve) => {
      let seen = ''
      child[where].on('data', (chunk: Buffer) => {
        seen += chunk.toString()
        if (what.test(seen)) resolve()
      })
    })

const diagnose = (target: string, ...more: readonly string[]): readonly string[] => [
  'diagnose',
  target,
  '--no-local-mta',
  '--no-dane',
  '--no-mta-sts',
  '--verbose',
  '--json',
  ...more,
]

const { cert, key } = makeCertificate({ name: 'mx.example', key: 'rsa' })

test.each<readonly [string, NodeJS.Signals, PeerScript, readonly string[], RegExp, string]>([
  ['at MAIL', 'SIGINT', { at: { mail: SILENT } }, [], /s1 ehlo/, 'ehlo'],
  ['before the greeting', 'SIGTERM', { at: { banner: SILENT } }, [], /s1 connect/, 'connect'],
  ['in TLS', 'SIGHUP', { tls: { cert, key }, hellos: [{ then: SILENT }] }, [], /s1 starttls/, 'starttls'],
  ['at the end of data', 'SIGTERM', { at: { dot: SILENT } }, ['--rcpt', 'a@b.example', '--send'], /s1 body/, 'body'],
])(
  'interrupted %s (%s), it prints what is known and blames nobody',
  async (_name, signal, script, more, when, reached) => {
    const peer = await startPeer(script)
    const target = `${peer.address}:${peer.port}`
    const argv = diagnose(target, '--resolver', '127.0.0.1', ...more)
    const { exitCode, stdout } = await interrupted(argv, signal, shows(when))
    await peer.close()
    expect(exitCode).toBe(2)
    expect(JSON.parse(stdout)).toMatchObject({ healthy: false, verdict: null, stopped: 'interrupted' })
    const document = JSON.parse(stdout) as { sessions: readonly { steps: readonly { stage: string }[] }[] }
    expect(document.sessions[0]?.steps.map(({ stage }) => stage)).toContain(reached)
  },
)

test('what was silent for long before the interruption is told', async () => {
  const peer = await startPeer({ at: { mail: SILENT } })
  const argv = diagnose(`${peer.address}:${peer.port}`, '--resolver', '127.0.0.1')
  const { exitCode, stdout } = await interrupted(argv, 'SIGINT', shows(/silent at mail/))
  await peer.close()
  expect(exitCode).toBe(1)
  expect(JSON.parse(stdout)).toMatchObject({ verdict: { stage: 'mail', symptom: 'drop.timeout' } })
})

test('a resolver that was not given the time to answer is not called broken', async () => {
  const mute = createSocket('udp4')
  mute.bind(0, '127.0.0.1')
  await once(mute, 'listening')
  const argv = diagnose('mx.example', '--resolver', `127.0.0.1#${mute.address().port}`)
  const { exitCode, stdout } = await interrupted(argv, 'SIGINT', () => once(mute, 'message'))
  mute.close()
  expect(exitCode).toBe(2)
  expect(JSON.parse(stdout)).toMatchObject({ healthy: false, verdict: null, stopped: 'interrupted' })
})

test('logs says what it has read when it is interrupted, also with an open pipe before it', async () => {
  const line =
    '2026-11-28T04:28:04+00:00 out postfix/smtp[9]: 4DCnd66HyzA: to=<u@there.example>, relay=none, delay=2, delays=0/0/2/0, dsn=4.4.1, status=deferred (connect to mx.there.example[192.0.2.10]:25: Connection timed out)\n'
  const { exitCode, stdout } = await interrupted(['logs', '-', '--attempts'], 'SIGINT', (child) => {
    child.stdin.write(line.repeat(2))
    return shows(/4DCnd66HyzA/, 'stdout')(child)
  })
  expect(exitCode).toBe(1)
  expect(stdout).toMatch(/connect\.timeout/)
})
