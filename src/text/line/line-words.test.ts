import { expect, it } from 'vitest'
import { readLineWords } from './line-words.ts'
import { wordsOf } from '../words.ts'

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
])('%s: %s', (text, symptom) => {
  expect(readLineWords(wordsOf(text))?.symptom).toBe(symptom)
})

it.each([
  'the message was dropped by the server',
  'your account was closed',
  'could not send the message',
  'no response is needed',
  'the server accepted the connection',
])('%s: nothing', (text) => {
  expect(readLineWords(wordsOf(text))).toBeUndefined()
})
