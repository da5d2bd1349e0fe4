import { expect, test } from 'vitest'
import { readText } from './read-text.ts'

/** The digits are the same in the receiver's mouth and in our own server's: where the words are those of both, both readings are told. */
test.each([
  ['421 4.4.2 Connection dropped', 'drop.lost'],
  ['421-4.4.2 The connection was closed.', 'drop.lost'],
  ['421 4.4.2', 'drop.lost'],
  ['451 4.4.2 Bad connection', 'drop.lost'],
  ['421 4.4.2 Connection timed out', 'drop.timeout'],
  // A report's mark of the protocol stands before both, and 400 is no server's code.
  ['smtp; 400 4.4.2 Connection lost', 'drop.lost'],
  ['Diagnostic-Code: smtp; 451 4.4.2 connection timed out', 'drop.timeout'],
  ['smtp;400 connection interrupted', 'drop.lost'],
])('who says "%s" is open', (text, symptom) => {
  const reading = readText(text)
  expect([reading.speaker, reading.symptom, reading.instead]).toEqual(['unknown', symptom, 'reply.421.idletimeout'])
})

test.each([
  // A name in front, an idle client and a close that is announced: the receiver.
  ['421 4.4.2 mx.example.org Error: timeout exceeded', 'peer', 'reply.421.idletimeout'],
  ['421 4.4.2 idle for too long, closing connection', 'peer', 'reply.421.idletimeout'],
  // A reason of .NET's sockets, and a kernel's words: the sender.
  ['421 4.4.2 Connection dropped due to SocketError', 'us', 'drop.lost'],
  ['421 4.4.2 An existing connection was forcibly closed by the remote host', 'us', 'drop.lost'],
  // What stands around the code tells who spoke.
  [
    'host mx.example.org[192.0.2.1] said: 421 4.4.2 Connection timed out (in reply to MAIL FROM command)',
    'peer',
    'reply.421.idletimeout',
  ],
])('the words of "%s" tell who speaks', (text, speaker, symptom) => {
  const reading = readText(text)
  expect([reading.speaker, reading.symptom, reading.instead]).toEqual([speaker, symptom, undefined])
})

test('a live reply is the peer’s, whatever its words', () => {
  expect(readText('421 4.4.2 Connection dropped', { origin: 'live', speaker: 'peer' }).speaker).toBe('peer')
})

test.each([
  '421 4.3.0 Connection was closed prematurely',
  '421 Connection closed by remote host',
  '451 4.4.0 connection lost unexpectedly',
])('only who is left alone says "%s"', (text) => {
  const reading = readText(text)
  expect([reading.speaker, reading.symptom, reading.reply]).toEqual(['us', 'drop.lost', undefined])
})

test.each([
  '421 4.3.0 Service closing connection',
  '421 4.7.0 connection closed by policy of the remote host, prematurely',
])('a server may say "%s" of itself', (text) => {
  expect(readText(text).speaker).toBe('peer')
})
