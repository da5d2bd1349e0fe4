import { connect } from 'node:net'
import { expect, test } from 'vitest'
import type { PeerScript } from './peer-script.ts'
import { startPeer } from './start-peer.ts'

/** What the peer answers to these lines in one write, without its multi-line answers. `half`: with the client's FIN behind them. */
async function answers(script: PeerScript, lines: readonly string[], half = false): Promise<readonly string[]> {
  const peer = await startPeer(script)
  const socket = connect(peer.port, peer.address)
  let text = ''
  socket.setEncoding('latin1').on('data', (chunk: string) => {
    text += chunk
  })
  socket.write(['EHLO a.test', ...lines, 'QUIT'].map((line) => `${line}\r\n`).join(''))
  if (half) socket.end()
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

test('of a message in chunks the last one ends it', async () => {
  const chunks = ['BDAT 6', 'abcd', 'BDAT 6 LAST', 'efgh']
  expect(await answers({}, ['MAIL FROM:<>', 'RCPT TO:<b@b.test>', ...chunks])).toEqual(['250', '250', '250', '250'])
  expect(await answers({}, ['MAIL FROM:<>', ...chunks])).toEqual(['250', '503', '503'])
})

// Exim 4.96 shuts its side down behind a pipelined QUIT, and waits for the answers.
test('a client that has said all and half-closes is answered to the end', async () => {
  const slow: PeerScript = { at: { mail: { do: 'usual', delayMs: 50 } } }
  expect(await answers(slow, [...transaction, '.'], true)).toEqual(['250', '250', '354', '250'])
})
