import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { makeCertificate } from '../src/probe/peer/certificate.ts'
import type { PeerScript } from '../src/probe/peer/peer-script.ts'
import { startPeer } from '../src/probe/peer/start-peer.ts'
import { posttlsFinger } from './posttls-finger.ts'
import { compareTls } from './tls-agreement.ts'
import { usageOf } from './usage.ts'

const ROOT = join(import.meta.dirname, '..')
/** A tool that waits longer for a silent server is ended, and shown with what it cost until then. */
const LIMIT_SECONDS = 120
const FINGER = posttlsFinger() ?? ['posttls-finger']

/** The built form, as it is installed. */
export function hangup(port: number, ...more: readonly string[]): readonly string[] {
  const main = join(ROOT, 'dist/surface/cli/main.js')
  const quiet = ['--no-local-mta', '--no-dane', '--no-mta-sts', '--resolver', '127.0.0.1', '--json']
  return [process.execPath, main, 'diagnose', `127.0.0.1:${port}`, ...quiet, ...more]
}

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
  const built = spawnSync(process.execPath, [join(ROOT, 'scripts/build.ts')], { stdio: 'inherit' })
  if (built.status !== 0) throw new Error('Cannot run the bench of diagnose: the build failed')
  const { cert, key } = makeCertificate({ name: 'mx.bench.test', key: 'rsa' })
  const tls = { cert, key }
  await scenario('healthy', { tls }, [])
  await scenario('TLS fails (a box drops large hellos)', { tls, hellos: [{ minBytes: 700, then: { do: 'rst' } }] }, [])
  await scenario('silence (no greeting)', { at: { banner: { do: 'silent' } } }, ['--budget', '15'])
  await scenario('TLS enumeration (--deep)', { tls }, ['--deep'], ['sslscan', 'testssl.sh'])
  await compareTls()
}

async function scenario(
  title: string,
  script: PeerScript,
  ours: readonly string[],
  only?: readonly string[],
): Promise<void> {
  console.log(`diagnose, ${title}`)
  const names = ['hangup', ...peersFor(0).map(([name]) => name)].filter(
    (name) => name === 'hangup' || only === undefined || only.includes(name),
  )
  let mine: { readonly userSeconds: number; readonly connections: number } | undefined
  for (const name of names) {
    await withPeer(script, async (port, peer) => {
      const argv = name === 'hangup' ? hangup(port, ...ours) : peersFor(port).find(([one]) => one === name)?.[1]
      const usage = argv === undefined ? undefined : await usageOf(argv, { limitSeconds: LIMIT_SECONDS })
      if (usage === undefined) return console.log(`  ${name.padEnd(16)} not installed`)
      const connections = peer.connections()
      if (name === 'hangup') mine = { userSeconds: usage.userSeconds, connections }
      const ratio =
        name === 'hangup' || mine === undefined
          ? ''
          : `  hangup: ${(mine.userSeconds / Math.max(usage.userSeconds, 0.001)).toFixed(2)} × its CPU, ${(mine.connections / Math.max(connections, 1)).toFixed(2)} × its connections`
      console.log(
        `  ${name.padEnd(16)} ${String(connections).padStart(4)} connections ${usage.userSeconds.toFixed(2).padStart(7)} s user ${usage.wallSeconds.toFixed(1).padStart(6)} s wall ${String(peer.receivedBytes()).padStart(8)} octets sent${usage.exitCode === 124 ? ' (ended)' : ''}${ratio}`,
      )
    })
  }
}

async function withPeer<T>(
  script: PeerScript,
  use: (port: number, peer: Awaited<ReturnType<typeof startPeer>>) => Promise<T>,
): Promise<T> {
  const peer = await startPeer(script)
  try {
    return await use(peer.port, peer)
  } finally {
    await peer.close()
  }
}
