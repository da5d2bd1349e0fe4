import { expect, it } from 'vitest'
import { readText } from '../read-text.ts'
import { withoutEntities } from './entities.ts'
import { withoutLogTables } from './log-tables.ts'
import { withoutPageMarks } from './page-marks.ts'

const SAID = '421 4.7.0 Connection refused - too many sessions from 192.0.2.4'

it.each([
  ['bold', `**${SAID}**`],
  ['a point of a list of one', `1. ${SAID}`],
  ['a forum’s tags', `[code]${SAID}[/code]`],
  ['a quotation of a forum', `[quote=ann]${SAID}[/quote]`],
  ['a fence with a language', `\`\`\`log\n${SAID}\n\`\`\``],
  ['tildes', `~~~\n${SAID}\n~~~`],
  ['what stood before left out', `…${SAID}`],
  ['a web page', `<blockquote><p>${SAID}</p></blockquote>`],
  ['bars', `| ${SAID}`],
])('%s', (_name, text) => {
  expect(withoutPageMarks(text).trim()).toBe(SAID)
  expect(readText(text).symptom).toBe('reply.421.toomanyconn')
})

it.each([
  ['Exim’s stars', '** bob@example.org R=dnslookup T=remote_smtp: SMTP error ** failed'],
  ['Elixir’s', '** (RuntimeError) closed'],
  ['steps', '1. Restart it.\n2. Look again.'],
  ['a table', '| 421 | closed |\n| 450 | busy |'],
  ['an index', 'a[b] and [u]'],
])('%s stay', (_name, text) => {
  expect(withoutPageMarks(text)).toBe(text)
})

it('a row of a log is a line, a row of a glossary stays one', () => {
  expect(withoutLogTables('| Time | Level | Text |\n|---|:-:|---|\n| 11:22:33 | error | a \\| b |')).toBe(
    '11:22:33 error a | b',
  )
  const glossary = '| Code | Meaning |\n|---|---|\n| 421 | The connection was closed |'
  expect(withoutLogTables(glossary)).toBe(glossary)
  expect(readText(glossary).symptom).toBe('unknown')
})

it('entities stand for characters, by name and by number', () => {
  expect(withoutEntities('&lt;a&#64;b&gt; isn&#x27;t &AMP; &unknown; &#1;')).toBe("<a@b> isn't & &unknown; &#1;")
})

it('a line of equals signs is a heading, no soft line break', () => {
  expect(readText(`=ERROR REPORT==== 30-Nov-2026::11:22:33.123 ===\n${SAID}`).symptom).toBe('reply.421.toomanyconn')
})
