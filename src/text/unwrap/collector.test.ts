import { describe, expect, it } from 'vitest'
import { readText } from '../read-text.ts'
import { withoutCollector } from './collector.ts'

const HEAD = 'Mar  3 09:00:01 web1 node[812]: '

describe('an error of several lines behind the head of a log', () => {
  const dump = [
    'Error: 140735:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../deps/openssl/openssl/ssl/record/ssl3_record.c:354:',
    '    at TLSWrap.onerror {',
    "  library: 'SSL routines',",
    "  reason: 'wrong version number',",
    "  code: 'ESOCKET',",
    "  command: 'CONN'",
    '}',
  ]
  it('is read as one', () => {
    expect(readText(dump.map((line) => HEAD + line).join('\n'))).toMatchObject({
      symptom: 'tls.handshake.notls',
      stage: 'tls',
    })
  })
  it('loses the heads of the lines that go on', () => {
    const text = [`${HEAD}Error: no`, `${HEAD}  code: 'E'`, `${HEAD}}`, `${HEAD}listening`].join('\n')
    expect(withoutCollector(text)).toBe(`${HEAD}Error: no\n  code: 'E'\n}\n${HEAD}listening`)
  })
})

it('keeps the heads of lines that stand for themselves, and of another process', () => {
  const text = [`${HEAD}started`, 'Mar  3 09:00:01 web1 cron[9]:  (root) CMD (true)', `${HEAD}stopped`].join('\n')
  expect(withoutCollector(text)).toBe(text)
})
