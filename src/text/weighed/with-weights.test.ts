import { expect, test } from 'vitest'
import { explain } from '../../app/explain/explain.ts'
import { judgeWords } from '../../app/judge-words.ts'
import { readText } from '../read-text.ts'
import type { TextReading } from '../text-reading.ts'
import { WEIGHED_TEXT, withWeights } from './with-weights.ts'
import type { Pasted } from './with-weights.ts'

const NOTHING: TextReading = {
  text: '',
  cut: 0,
  speaker: 'unknown',
  voice: 'unknown',
  symptom: 'unknown',
  rule: 'none',
  expired: false,
  suspended: false,
  words: '',
}
const RESET = 'mail relay: the socket was reset by the peer while we waited for the answer to ehlo'
const CERTIFICATE = 'the certificate of the mail server has expired, delivery over tls was given up'
const no = (): boolean => false
const pasted = (text: string): Pasted => ({ text, plain: text })

test('where no rule read anything, the words tell what is likeliest and what else it may be', () => {
  expect(withWeights(NOTHING, pasted(RESET), no)).toMatchObject({
    symptom: 'drop.lost',
    stage: 'ehlo',
    stageFrom: 'meaning',
    speaker: 'us',
    rule: WEIGHED_TEXT,
    instead: 'tls.handshake.reset',
  })
})

test('what tells of no event is not told', () => {
  expect(withWeights(NOTHING, pasted(RESET), () => true)).toBe(NOTHING)
})

test('a long text is left to the rules', () => {
  const long = `${RESET}. `.repeat(20)
  expect(withWeights(NOTHING, pasted(long), no)).toBe(NOTHING)
})

test('few words tell nothing', () => {
  expect(withWeights(NOTHING, pasted('no'), no)).toBe(NOTHING)
})

test('a rule of answers yields to words that hold another symptom to be far likelier, and stands beside it', () => {
  const read: TextReading = {
    ...NOTHING,
    speaker: 'peer',
    voice: 'peer',
    symptom: 'tls.cert.rejected',
    rule: 'access/certificate',
  }
  expect(withWeights(read, pasted(CERTIFICATE), no)).toMatchObject({
    symptom: 'tls.cert.expired',
    instead: 'tls.cert.rejected',
    stage: 'tls',
  })
})

test('a grammar of sessions yields only to what is all but certain', () => {
  const read: TextReading = {
    ...NOTHING,
    speaker: 'us',
    voice: 'tls',
    symptom: 'tls.cert.untrusted',
    rule: 'tls/named/some',
    stage: 'tls',
  }
  expect(withWeights(read, pasted('certificate expired or not trusted, tls with the mail server failed'), no)).toBe(
    read,
  )
})

test('a session that is shown is its own proof', () => {
  const read: TextReading = { ...NOTHING, symptom: 'drop.timeout', rule: 'transcript/cut' }
  expect(withWeights(read, pasted(RESET), no)).toBe(read)
})

test('a refusal gets no stage by its words', () => {
  const read: TextReading = {
    ...NOTHING,
    speaker: 'peer',
    voice: 'peer',
    symptom: 'mailbox.full',
    rule: 'recipient/full',
  }
  expect(withWeights(read, pasted('452 4.2.2 the mailbox of this user is full'), no).stage).toBeUndefined()
})

test('a line that died had been there', () => {
  expect(readText('dsn=4.4.2, stat=Deferred: Connection timed out with mx.a.example.')).not.toMatchObject({
    symptom: 'drop.timeout',
    stage: 'connect',
  })
})

test('what only words told is never sure', async () => {
  const text = 'mailbot: no peer left at ehlo, error in smtp session'
  expect(readText(text)).toMatchObject({ symptom: 'drop.lost', stage: 'ehlo', rule: WEIGHED_TEXT })
  const { items } = await explain([{ kind: 'text', text }], { lines: false }, judgeWords)
  expect(items[0]).toMatchObject({ symptom: 'drop.lost', standing: 'possible' })
})
