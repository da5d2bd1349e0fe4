import { describe, expect, test } from 'vitest'
import { makeCertificate } from '../src/probe/peer/certificate.ts'
import type { PeerScript } from '../src/probe/peer/peer-script.ts'
import { startPeer } from '../src/probe/peer/start-peer.ts'
import { hangup, type Ran } from './kit/hangup.ts'

interface Watched extends Ran {
  /** How much this process grew meanwhile. */
  readonly grownMegabytes: number
}

/** `diagnose` against a scripted server on loopback, as the command line runs it. */
async function diagnose(script: PeerScript, argv: readonly string[] = []): Promise<Watched> {
  const peer = await startPeer(script)
  const before = process.memoryUsage().rss
  let most = before
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 20)
  const ordinary = ['--no-local-mta', '--no-dane', '--no-mta-sts', '--budget', '6']
  try {
    const ran = await hangup(['diagnose', `${peer.address}:${peer.port}`, ...ordinary, ...argv])
    return { ...ran, grownMegabytes: (most - before) / 1e6 }
  } finally {
    clearInterval(watch)
    await peer.close()
  }
}

const NASTY = '\u001b]0;owned\u0007\u001b[2J\u009b31m\u202e\u0000 <script>alert(1)</script>'
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/

describe('what a hostile peer sends becomes a finding, in bounded memory and escaped', () => {
  test.each<readonly [string, PeerScript, readonly string[]]>([
    ['an endless banner line', { at: { banner: { do: 'flood', latin1: '220-'.padEnd(4096, 'x') } } }, []],
    [
      'an endless multi-line reply',
      { at: { ehlo: { do: 'flood', latin1: `250-KEYWORD${'Y'.repeat(60)}\r\n`.repeat(50) } } },
      [],
    ],
    ['a line of 10 MB', { at: { ehlo: { do: 'raw', latin1: `250 ${'A'.repeat(10_000_000)}\r\n` } } }, []],
    ['half a reply, then nothing', { at: { ehlo: { do: 'raw', latin1: '250-mx.test\r\n250', then: 'deaf' } } }, []],
    ['half a reply, then the end', { at: { mail: { do: 'raw', latin1: '25', then: 'close' } } }, []],
    [
      'control characters in every reply',
      { greeting: `mx ${NASTY}`, at: { mail: { do: 'reply', text: `554 5.7.1 ${NASTY}` } } },
      [],
    ],
    [
      'a flood of EHLO keywords',
      { keywords: Array.from({ length: 20_000 }, (_none, index) => `X-FLOOD-${index} ${'p'.repeat(40)}`) },
      [],
    ],
    [
      'NULs and high octets instead of a reply',
      { at: { banner: { do: 'raw', latin1: '\u0000\u00ff\u0000\u00fe'.repeat(500), then: 'close' } } },
      [],
    ],
    [
      'an answer before every question',
      { at: { banner: { do: 'raw', latin1: '220 a\r\n250 b\r\n250 c\r\n354 d\r\n250 e\r\n221 f\r\n' } } },
      [],
    ],
  ])('%s', { timeout: 30_000 }, async (_name, script, argv) => {
    for (const form of [[], ['--json']]) {
      const ran = await diagnose(script, [...argv, ...form])
      expect(ran.stderr).toBe('')
      expect([0, 1]).toContain(ran.exitCode)
      expect(ran.stdout).not.toMatch(CONTROL)
      expect(ran.stdout.length).toBeLessThan(3_000_000)
      expect(ran.grownMegabytes).toBeLessThan(250)
    }
  })

  test('names in a certificate', async () => {
    const { cert, key } = makeCertificate({ name: `mx${NASTY.replace('\u0000', '')}.test`, key: 'rsa' })
    const ran = await diagnose({ tls: { cert, key } }, ['--tls', 'verify'])
    expect(ran.exitCode).toBe(1)
    expect(ran.stdout).not.toMatch(CONTROL)
    expect(ran.stdout).toMatch(/tls\//)
  })
})
