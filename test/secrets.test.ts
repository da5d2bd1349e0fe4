import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { makeCertificate } from '../src/probe/peer/certificate.ts'
import { startPeer } from '../src/probe/peer/start-peer.ts'
import { hangup } from './kit/hangup.ts'

const dir = mkdtempSync(join(tmpdir(), 'hangup-secrets-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const PASSWORD = 'Tr0ub4dor-and-3'
const BODY = 'the merger is on Friday'
const USER = 'alice@secret-sender.example'
const RECIPIENT = 'bob@secret-recipient.example'
/** As they stand, and as AUTH writes them. */
const SECRETS = [
  PASSWORD,
  Buffer.from(PASSWORD).toString('base64'),
  Buffer.from(`\0${USER}\0${PASSWORD}`).toString('base64'),
  BODY,
]

async function everything(more: readonly string[]): Promise<string> {
  const { cert, key } = makeCertificate({ name: 'mx.example', key: 'rsa' })
  const peer = await startPeer({
    tls: { cert, key },
    keywords: ['AUTH PLAIN LOGIN', 'PIPELINING', '8BITMIME'],
    users: { [USER]: PASSWORD },
    at: { dot: { do: 'reply', text: `554 5.7.1 <${RECIPIENT}>: your words “${PASSWORD}” are refused` } },
  })
  const password = join(dir, 'password')
  writeFileSync(password, `${PASSWORD}\n`)
  const message = join(dir, 'message.eml')
  writeFileSync(message, `Subject: secret\r\n\r\n${BODY}\nwith a bare line feed\r\n`)
  let shown = ''
  const files = ['case.json', 'report.html', 'report.md'].map((name) => join(dir, name))
  const [saved = '', html = '', markdown = ''] = files
  try {
    for (const report of [html, markdown]) {
      const ran = await hangup([
        'diagnose',
        `${peer.address}:${peer.port}`,
        '--no-local-mta',
        '--no-dane',
        '--no-mta-sts',
        '--budget',
        '8',
        '--user',
        USER,
        '--password-file',
        password,
        '--message',
        message,
        '--send',
        '--rcpt',
        RECIPIENT,
        '--from',
        USER,
        '--verbose',
        '--resolver',
        '127.0.0.1',
        '--save',
        saved,
        '--report',
        report,
        ...more,
      ])
      shown += ran.shown
    }
  } finally {
    await peer.close()
  }
  expect(shown).not.toContain('hangup:')
  return [shown, ...files.map((file) => readFileSync(file, 'utf8'))].join('\n')
}

test.each([[[]], [['--json']]])(
  'no password and no message octet reaches any output %j',
  async (more) => {
    const all = await everything(more)
    expect(all).toContain('554')
    for (const secret of SECRETS) expect(all).not.toContain(secret)
  },
  60_000,
)

test('--redact hides people, and keeps hosts', async () => {
  const all = await everything(['--redact', '--json'])
  for (const person of [USER, RECIPIENT, ...SECRETS]) {
    // Not even in the progress of --verbose.
    expect(all).not.toContain(person)
  }
  expect(all).toContain('127.0.0.1')
}, 60_000)
