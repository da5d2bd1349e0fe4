import { describe, expect, test } from 'vitest'
import { looksLikeLiteralDocument, openLiteralDocument } from './literal-document.ts'

const record = (number: number): string =>
  `{ host: 'mail', line: 'postfix/smtp[9]: ${number}: to=<a@there.example>, status=deferred (timed out)' }`

const records = (count: number): readonly string[] => Array.from({ length: count }, (_none, index) => record(index))

/** The records that are read of a text which comes in pieces of `size`. */
function read(text: string, size = 65_536): readonly string[] {
  const { push } = openLiteralDocument()
  const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_none, index) =>
    text.slice(index * size, (index + 1) * size),
  )
  return pieces.flatMap((piece) => push(Buffer.from(piece, 'latin1')).toString('latin1').split('\n').filter(Boolean))
}

describe('a stray apostrophe', () => {
  test.each([65_536, 7, 1])('costs no record that begins with a line (pieces of %i)', (size) => {
    expect(read(`[ don't\n${records(20).join(',\n')}\n]`, size)).toEqual(records(20))
  })

  test.each([
    ['a bracket alone', "{\n  host: 'mail', line: 'connect to there.example[192.0.2.1]:25: timed out'\n}"],
    ['a name of Ruby', "{:host=>'mail', :line=>'connect to there.example[192.0.2.1]:25: timed out'}"],
    ['a row', "('mail', 'smtp', 'connect to there.example[192.0.2.1]:25: Connection timed out')"],
    ['an array of PHP', "array (\n  'host' => 'mail',\n  'line' => 'connect to there.example: timed out',\n)"],
  ])('ends where %s begins a line', (_name, text) => {
    expect(read(`[ don't\n${text},\n]`)).toHaveLength(1)
  })

  test('costs no more than the longest record, where nothing begins a line', () => {
    const each = '{ host: mail, program: smtp, code: 421, text: try again later, size: 1200 }'
    expect(read(`[ don't ${`${each}, `.repeat(5_000)} ]`).length).toBeGreaterThan(1_500)
  })

  test('on every second line costs none of the others', () => {
    const lines = records(300).flatMap((one) => ["  { note: don't },", `  ${one},`])
    expect(read(`[\n${lines.join('\n')}\n]`)).toHaveLength(300)
  })
})

test('a line that a string over lines holds ends none', () => {
  const text = "{ host: 'mail', line: 'said: 421 try later\n(lost connection)\n[192.0.2.1] closed\nnote: (x) }' }"
  expect(read(`[\n${text}\n]`)).toEqual([text.replaceAll('\n', ' ')])
})

test('the blanks around an end of line are one, other blanks are as they were', () => {
  const text = "{ host:  'mail', \t\r\n\n \r\n\tline: 'said: 421 try  later,  closing',\n  note: 'x' }"
  const line = "{ host:  'mail', line: 'said: 421 try  later,  closing', note: 'x' }"
  expect(read(`[\n${text}\n]`)).toEqual([line])
})

describe('what would take long if it were read again and again', () => {
  test.each([
    ['small groups in a bracket that stays open', `[${'(1, 2),'.repeat(700_000)}`],
    ['small groups that follow each other', '(1, 2),'.repeat(700_000)],
    ['strings that each line ends', `[\n${"{'\n".repeat(1_000_000)}`],
    ['brackets that are never closed', '['.repeat(3_000_000)],
    ['blanks within a string', `['\n${' '.repeat(3_000_000)}`],
  ])('%s', (_name, text) => {
    expect(read(text)).toEqual([])
  })

  test('blanks within records, and the blanks stay', () => {
    const wide = `{ host: 'mail', line: 'x${' '.repeat(250_000)}y' }`
    expect(read(`[\n${`${wide},\n`.repeat(20)}]`)).toEqual(Array.from({ length: 20 }, () => wide))
  })

  test('a name and blanks begin nothing', () => {
    expect(looksLikeLiteralDocument(`x${' '.repeat(60_000)}`)).toBe(false)
  })
})
