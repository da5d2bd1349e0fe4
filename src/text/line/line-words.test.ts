import { expect, it } from 'vitest'
import { wordsOf } from '../words.ts'
import { readLineWords } from './line-words.ts'

it.each([
  ['the mail server hung up on us', 'drop.lost'],
  ['remote end dropped the connection', 'drop.lost'],
  ['the session was cut by the far end', 'drop.lost'],
  ['Unable to read response, or response is empty', 'drop.lost'],
  ['recv() failed', 'drop.lost'],
  ['mx.example.net went away', 'drop.lost'],
  ['the server cut us off', 'drop.lost'],
  ['the server stopped answering', 'drop.timeout'],
  ['banner not received', 'drop.timeout'],
  ['connection to the mail server failed', 'connect.failed'],
  ['connect to mx.example.net was refused', 'connect.refused'],
  ['unable to write bytes on the wire', 'drop.lost'],
  ['the server closed the connection without sending a reply', 'drop.lost'],
  ['the server did not reply within 60 seconds', 'drop.timeout'],
  ['session aborted: no response after 600 s', 'drop.timeout'],
  ['the server never sent its banner', 'drop.timeout'],
  ['error connecting to the mail server', 'connect.failed'],
  ['unable to open a connection to the mail server', 'connect.failed'],
  ['TLS setup ended by peer', 'drop.lost'],
  ['the upload broke off', 'drop.lost'],
  ['mx.example.net closed while we were sending', 'drop.lost'],
  ['unexpected connection end', 'drop.lost'],
  ['peer sent FIN right after our command', 'drop.lost'],
  ['read from mx.example.net returned 0 bytes', 'drop.lost'],
  ['the server never said a word', 'drop.timeout'],
  ['peer silent since our last command', 'drop.timeout'],
  ['waited in vain for an answer from the server', 'drop.timeout'],
  ['the server stopped reading our data', 'drop.timeout'],
  ['connecting to relay.example.net:587 took longer than 30 s', 'connect.timeout'],
  ['no SYN-ACK from mx.example.net within 60 seconds', 'connect.timeout'],
  ['connection attempt to mx.example.net abandoned after 21 seconds', 'connect.timeout'],
  ['nothing is listening on port 587', 'connect.refused'],
  ['no path to mx.example.net from here', 'connect.unreachable'],
  ['none of the MX hosts could be contacted', 'connect.failed'],
])('%s: %s', (text, symptom) => {
  expect(readLineWords(wordsOf(text))?.symptom).toBe(symptom)
})

it.each([
  'the message was dropped by the server',
  'your account was closed',
  'could not send the message',
  'no response is needed',
  'the server accepted the connection',
  'the server closed the restaurant at ten',
  'the mail server is listening on port 25',
  'connection to the mail server established',
  'sending the mail took 3 seconds',
])('%s: nothing', (text) => {
  expect(readLineWords(wordsOf(text))).toBeUndefined()
})
