import { expect, test } from 'vitest'
import { decoderFor } from './text-decoder.ts'

function decoded(text: string | Buffer, chunkBytes = 7): string {
  const octets = typeof text === 'string' ? Buffer.from(text) : text
  const decoder = decoderFor(octets)
  if (decoder === undefined) return ''
  const parts: Buffer[] = []
  for (let at = 0; at < octets.length; at += chunkBytes) parts.push(decoder.push(octets.subarray(at, at + chunkBytes)))
  return Buffer.concat([...parts, decoder.end()]).toString('utf8')
}

test.each([
  ['a plain log', 'May  1 00:00:00 mail x[1]: a <b@c.example> &lt;d&gt;\n'],
  ['records of one line', '{"a":1}\n{"a":2}\n'],
  ['a severity in brackets', '[NOTICE] [-] [core] loaded\n[INFO] [-] [core] x\n'],
  ['a table that holds no lines', '"message_id","date"\n"<a@b>","2024-05-01"\n'],
])('%s stays as it is', (_, text) => expect(decoded(text)).toBe(text))

test('indented records: one a line, a cut one ends where the next begins', () => {
  expect(decoded('{\n  "a" : "x } y",\n  "b" : [\n 1 ]\n}\n{\n  "a" : "cut\n{\n  "a" : 2\n}\n')).toBe(
    '{  "a" : "x } y",  "b" : [ 1 ]}\n{  "a" : "cut\n{  "a" : 2}\n',
  )
})

test('an array: its elements, strings as their text', () => {
  expect(decoded('[{"a":[1]},\n {"a":"ü"}]')).toBe('{"a":[1]}\n{"a":"ü"}\n')
  expect(decoded(String.raw`["May  1 00:00:00 mail x[1]: say \"ü\"", "May  1 00:00:01 b"]`)).toBe(
    'May  1 00:00:00 mail x[1]: say "ü"\nMay  1 00:00:01 b\n',
  )
})

test('a table of lines: a cell may hold quotes and line ends', () => {
  const table =
    '"@timestamp",message\r\n"2024-05-01T00:00:00Z","say ""ü"", twice"\r\n2024-05-01T00:00:01Z,"two\r\nlines"\r\n'
  expect(decoded(table)).toBe(
    '{"@timestamp":"2024-05-01T00:00:00Z","message":"say \\"ü\\", twice"}\n{"@timestamp":"2024-05-01T00:00:01Z","message":"two lines"}\n',
  )
})

test('what UTF-16 holds may be indented', () => {
  const text = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('{\r\n  "a": "ü"\r\n}\r\n', 'utf16le')])
  expect(decoded(text, 64)).toBe('{  "a": "ü"}\n')
})

test('a page: tags and entities, no others', () => {
  expect(decoded('<pre>\nto=&lt;a@b&gt;, &#34;q&#34; &amp;lt; &copy; &#233;<br/>\n</pre>\n')).toBe(
    '\nto=<a@b>, "q" &lt; &copy; &#233;\n\n',
  )
})

test('a string of two lines is two lines, and a record that quotes one is one', () => {
  const line = 'May  1 00:00:00 mail x[1]: a'
  expect(decoded(JSON.stringify({ log: `${line}\n${line}\n` }))).toBe(`${line}\n${line}\n`)
  const records = `${JSON.stringify({ text: `b\n${line}` })}\n${JSON.stringify({ text: 'c' })}\n`
  expect(decoded(records)).toBe(records)
})
