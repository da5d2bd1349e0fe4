import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { analyseText } from './analyse-text.ts'

const text = readFileSync(new URL('../../src/mta/sendmail/samples/sendmail-8.17-server.log', import.meta.url), 'utf8')
const tagged = analyseText(text).document

test.each([
  ['without tag and stamp, as journalctl -o cat has it', ''],
  ['under the name of another unit', 'Mon 2026-11-30 12:06:05 UTC mx21 mail.service[86]: '],
])('Sendmail %s', (_what, head) => {
  const { document, unknown } = analyseText(text.replaceAll(/^Nov .{11} \S+ \S+: /gm, head))
  expect(document.server).toEqual(tagged.server)
  expect(document.queue).toEqual(tagged.queue)
  expect(unknown.map((line) => line.slice(head.length))).toEqual(['starting daemon (8.17.1.9): SMTP'])
})

test('what else goes without a tag is not Sendmail’s', () => {
  const { document } = analyseText(
    [
      '3F2A9C1B7D: from=<a@example.org>, size=300, nrcpt=1 (queue active)',
      'abcdefg1: [192.0.2.1] said hello',
      '<a@example.org>... User unknown',
    ].join('\n'),
  )
  expect(document.software['sendmail']).toBeUndefined()
})
