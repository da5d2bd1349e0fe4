import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { makeCertificate } from '../src/probe/peer/certificate.ts'
import type { PeerScript } from '../src/probe/peer/peer-script.ts'
import { startPeer } from '../src/probe/peer/start-peer.ts'
import { hangup } from './hangup.ts'
import { posttlsFinger } from './posttls-finger.ts'
import { compareTls } from './tls/agreement.ts'
import { enumerationCost } from './tls/cost.ts'
import { cpuSeconds, usageOf } from './usage.ts'

const BUILD = join(import.meta.dirname, '../scripts/build.ts')
/** A tool that takes longer (testssl.sh does) is ended, and shown with what it cost until then. */
const LIMIT_SECONDS = 60
const FINGER = posttlsFinger() ?? ['posttls-finger']

/** What an administrator would run by hand instead, one after the other. */
function peersFor(port: number): readonly (readonly [name: string, argv: readonly string[]])[] {
  const at = `127.0.0.1:${port}`
  return [
    [
      'swaks',
      [
        'swaks',
        '--server',
        '127.0.0.1',
        '--port',
        `${port}`,
        '-tlso',
        '--quit-after',
        'RCPT',
        '--to',
        'postmaster@bench.test',
        '--timeout',
        '15',
      ],
    ],
    ['posttls-finger', [...FINGER, '-c', '-T', '15', `[127.0.0.1]:${port}`]],
    ['sslscan', ['sslscan', '--starttls-smtp', '--no-colour', at]],
    [
      'testssl.sh',
      [
        'testssl',
        '--starttls',
        'smtp',
        '--color',
        '0',
        '--warnings',
        'off',
        '--quiet',
        '--nodns',
        'none',
        '-p',
        '-e',
        '-f',
        at,
      ],
    ],
  ]
}

/**
 * `npm run bench -- diagnose`: connections, processor time, wall time and octets of a diagnosis beside the tools that are run by hand, on the
 * same scripted servers in the same run; then the TLS facts of `--deep` against theirs, every disagreement with its reason.
 */
export async function benchDiagnose(): Promise<void> {
  const built = spawnSync(process.execPath, [BUILD], { stdio: 'inherit' })
  if (built.status !== 0) throw new Error('Cannot run the bench of diagnose: the build failed')
  const { cert, key } = makeCertificate({ name: 'mx.bench.test', key: 'rsa' })
  const tls = { cert, key }
  await scenario('healthy', { tls }, [])
  await scenario('TLS fails (a box drops large hellos)', { tls, hellos: [{ minBytes: 700, then: { do: 'rst' } }] }, [])
  await scenario('silence (no greeting)', { at: { banner: { do: 'silent' } } }, ['--budget', '15'])
  await enumerationCost({ tls })
  await compareTls()
}

async function scenario(title: string, script: PeerScript, ours: readonly string[]): Promise<void> {
  console.log(`diagnose, ${title}: connections, user and system time, wall time, most memory, octets sent`)
  let mine: { readonly cpu: number; readonly connections: number } | undefined
  for (const name of ['hangup', ...peersFor(0).map(([name]) => name)]) {
    const peer = await startPeer(script)
    try {
      const argv =
        name === 'hangup' ? hangup(peer.port, ...ours) : peersFor(peer.port).find(([one]) => one === name)?.[1]
      const usage = argv === undefined ? undefined : await usageOf(argv, { limitSeconds: LIMIT_SECONDS })
      if (usage === undefined) {
        console.log(`  ${name.padEnd(16)} not installed`)
        continue
      }
      const connections = peer.connections()
      const cpu = cpuSeconds(usage)
      const ratio =
        mine === undefined
          ? ''
          : `  hangup: ${(mine.cpu / Math.max(cpu, 0.001)).toFixed(2)} × its CPU, ${(mine.connections / Math.max(connections, 1)).toFixed(2)} × its connections`
      console.log(
        `  ${name.padEnd(16)} ${String(connections).padStart(4)} ${cpu.toFixed(2).padStart(7)} s CPU ${usage.wallSeconds.toFixed(1).padStart(6)} s ${usage.peakMegabytes.toFixed(0).padStart(4)} MB ${String(peer.receivedBytes()).padStart(8)}${usage.exitCode === 124 ? ' (ended)' : ''}${ratio}`,
      )
      mine ??= { cpu, connections }
    } finally {
      await peer.close()
    }
  }
}
