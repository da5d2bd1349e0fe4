import { expect, test } from 'vitest'
import { makeCertificate } from '../src/probe/peer/certificate.ts'
import type { PeerScript } from '../src/probe/peer/peer-script.ts'
import { startPeer } from '../src/probe/peer/start-peer.ts'
import { hangup } from './kit/hangup.ts'

/** What the terminal shows of `--deep`, its lines joined. */
async function deep(script: PeerScript, argv: readonly string[] = []): Promise<string> {
  const peer = await startPeer(script)
  const ordinary = ['--no-local-mta', '--no-dane', '--no-mta-sts', '--resolver', '127.0.0.1', '--budget', '20']
  try {
    const { stdout } = await hangup(['diagnose', `${peer.address}:${peer.port}`, '--deep', ...ordinary, ...argv])
    return stdout.slice(stdout.indexOf('TLS of the server')).replaceAll(/\s+/g, ' ')
  } finally {
    await peer.close()
  }
}

const { cert, key } = makeCertificate({ name: 'mx.example', key: 'rsa' })

test.each<readonly [string, PeerScript, readonly string[], RegExp]>([
  ['an ordinary server', { tls: { cert, key } }, [], /speaks TLS 1\.3, TLS 1\.2/],
  [
    'a server that ends at TLS 1.1, with which we share no version',
    { tls: { cert, key, minVersion: 'TLSv1', maxVersion: 'TLSv1.1' } },
    [],
    /speaks TLS 1\.1, TLS 1\.0/,
  ],
  [
    'TLS from the first octet',
    { tls: { cert, key }, wrapped: true },
    ['--tls', 'wrapped'],
    /speaks TLS 1\.3, TLS 1\.2/,
  ],
])(
  '--deep shows versions and certificate of %s',
  async (_name, script, argv, speaks) => {
    const shown = await deep(script, argv)
    expect(shown).toMatch(speaks)
    expect(shown).toMatch(
      /certificate CN=mx\.example, for mx\.example, self-signed, \d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d, RSA 2048 bits/,
    )
  },
  60_000,
)
