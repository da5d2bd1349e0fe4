import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { analyseText } from './analyse-text.ts'
import { counted } from './counted.ts'

test.each(['SEND.LOG', 'RECV.LOG'])('%s: a part of it, pasted without its head, says what the whole says', (name) => {
  const text = readFileSync(new URL(`formats/${name}`, import.meta.url), 'utf8')
  const rows = text.split('\n').filter((line) => !line.startsWith('#') && line.trim() !== '')
  const { document } = analyseText(rows.join('\n'))
  const told = counted(document)
  expect(told.unknown).toBe(0)
  expect({ ...told, lines: 0 }).toEqual({ ...counted(analyseText(text).document), lines: 0 })
})

test('rows that tell neither side are known, and no attempt is made of them', () => {
  const row = '2024-05-01T00:00:01.000Z,Internet,08DC690000000001,0,192.0.2.1:50001,203.0.113.2:25,+,,'
  const { document } = analyseText(`${row}\n`)
  expect(document.lines).toMatchObject({ read: 1, understood: 1 })
  expect(document.attempts).toEqual({ sent: 0, deferred: 0, bounced: 0, expired: 0 })
})
