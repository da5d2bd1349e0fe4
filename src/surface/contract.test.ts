import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { analyseText } from '../../test/logs/analyse-text.ts'
import { autopsy } from '../app/autopsy/autopsy.ts'
import { explain } from '../app/explain/explain.ts'
import { judgeWords } from '../app/judge-words.ts'
import { SCHEMAS, type SchemaName } from './contract.ts'

/** What is written keeps what is promised, after the way through JSON. */
function problems(name: SchemaName, document: unknown): readonly string[] {
  const { issues = [] } = v.safeParse(SCHEMAS[name], JSON.parse(JSON.stringify(document)))
  return issues.map((issue) => `${v.getDotPath(issue) ?? ''}: ${issue.message}`)
}

const TEXT = '550 5.1.1 no such user\nlost connection with mx.example[192.0.2.1] while sending RCPT TO\nsomething else'

test.each([true, false])('explanation: lines of a text, --lines %s', async (lines) => {
  expect(problems('explanation', await explain([{ kind: 'text', text: TEXT }], { lines }, judgeWords))).toEqual([])
})

test('explanation: a bounce for two', async () => {
  const octets = readFileSync('test/fixtures/text/bounces/postfix-two-recipients.eml')
  expect(
    problems('explanation', await explain([{ kind: 'octets', file: 'x', octets }], { lines: false }, judgeWords)),
  ).toEqual([])
})

test.each(['postfix-new.log', 'exim-tests.log', 'SEND.LOG', 'stalwart.log', 'm365.csv'])('logs: %s', (file) => {
  expect(problems('logs', analyseText(readFileSync(`test/logs/formats/${file}`)).document)).toEqual([])
})

test('logs: nothing at all', () => {
  expect(problems('logs', analyseText('').document)).toEqual([])
})

test('autopsy', async () => {
  const document = await autopsy({ bytes: gunzipSync(readFileSync('test/fixtures/captures/seed-11.pcap.gz')) })
  expect(problems('autopsy', document)).toEqual([])
})
