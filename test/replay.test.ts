import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { makeCertificate } from '../src/probe/peer/certificate.ts'
import type { PeerScript } from '../src/probe/peer/peer-script.ts'
import { startPeer } from '../src/probe/peer/start-peer.ts'
import { hangup } from './kit/hangup.ts'

const dir = mkdtempSync(join(tmpdir(), 'hangup-replay-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const message = join(dir, 'message.eml')
writeFileSync(message, 'Subject: test\r\n\r\nlines that end\nin bare line feeds\n')
const { cert, key } = makeCertificate({ name: 'mx.example', key: 'rsa' })

/** The faults that lean on what a case must not keep, and one of each kind of proof. */
const CASES: readonly (readonly [string, PeerScript, readonly string[]])[] = [
  [
    'protocol/bare-lf-end-of-data',
    { message: { bareLf: { do: 'silent' } } },
    ['--message', message, '--send', '--rcpt', 'a@example.org', '--budget', '15'],
  ],
  ['tls/protocol-floor', { tls: { cert, key, minVersion: 'TLSv1.3' } }, ['--tls-max', '1.2', '--tls', 'require']],
  [
    'policy/rcpt-per-session-limit',
    { limits: { recipients: { count: 1, reply: '421 4.5.3 too many recipients' } } },
    ['--rcpt', 'a@example.org', '--rcpt', 'b@example.org'],
  ],
]

test.each(CASES)(
  '%s: a saved case gives the same document, offline',
  async (cause, script, argv) => {
    const peer = await startPeer(script)
    const saved = join(dir, 'case.json')
    const common = ['--no-local-mta', '--no-dane', '--no-mta-sts', '--resolver', '127.0.0.1', '--json']
    let live: string
    try {
      live = (await hangup(['diagnose', `${peer.address}:${peer.port}`, ...common, '--save', saved, ...argv])).stdout
    } finally {
      await peer.close()
    }
    expect(JSON.parse(live)).toMatchObject({ verdict: { cause } })
    expect((await hangup(['diagnose', '--case', saved, '--json'])).stdout).toBe(live)
    expect(readFileSync(saved, 'utf8')).not.toContain('bare line feeds')
  },
  60_000,
)
