import { connect } from 'node:net'
import { expect, test } from 'vitest'
import type { PeerScript } from './peer-script.ts'
import { startPeer } from './start-peer.ts'

/** What the peer answers to these lines in one write, without its multi-line answers. */
async function answers(script: PeerScript, lines: readonly string[]): Promise<readonly string[]> {
  const peer = await startPeer(script)
  const socket = connect(peer.port, peer.address)
  let text = ''
  socket.setEncoding('latin1').on('data', (chunk: string) => {
    text += chunk
  })
  socket.write(['EHLO a.test', ...lines, 'QUIT'].map((line) => `${line}\r\n`).join(''))
  await new Promise((resolve) => socket.once('close', resolve))
  await peer.close()
  return text
    .split('\r\n')
    .filter((line) => /^\d{3} /.test(line))
    .slice(2, -1)
    .map((line) => line.slice(0, 3))
}

const transaction = ['MAIL FROM:<a@a.test> SIZE=900', 'RCPT TO:<b@b.test>', 'DATA']

test('an ordinary transaction', async () => {
  expect(await answers({}, [...transaction, '.'])).toEqual(['250', '250', '354', '250'])
})

test.each<readonly [string, PeerScript, readonly string[]]>([
  ['MAIL refused for its size', { message: { sizeLimitBytes: 500 } }, ['552', '503', '503']],
  ['MAIL refused by the script', { at: { mail: { do: 'reply', text: '452 4.3.1 full' } } }, ['452', '503', '503']],
  ['no recipient taken', { at: { rcpt: { do: 'reply', text: '550 5.1.1 unknown' } } }, ['250', '550', '503']],
])('like a real server it takes nothing after %s', async (_name, script, codes) => {
  expect(await answers(script, transaction)).toEqual(codes)
})
