import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readText } from './read-text.ts'

const FOLDER = join(import.meta.dirname, '../../test/fixtures/text')

interface Row {
  readonly text: string
  readonly meanings: readonly string[]
}

/** Texts of these files are sentences as people say them as often as lines that a program wrote. */
const SENTENCES = /^held-out-transport-/

/** Every text of these fixtures that is read right by itself. */
function rowsOf(isWanted: (file: string) => boolean): readonly Row[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.tsv') && isWanted(file))
    .flatMap((file) => readFileSync(join(FOLDER, file), 'utf8').split('\n'))
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line): Row => {
      const [text = '', , symptoms = ''] = line.split('\t')
      return { text: text.replaceAll(String.raw`\n`, '\n'), meanings: symptoms.split('|') }
    })
    .filter(({ text, meanings }) => !meanings.includes('unknown') && meanings.includes(readText(text).symptom))
}

const ROWS = rowsOf(() => true)

/** A quarter of the texts, another one for each surrounding: all are read in one of them. */
const QUARTERS = 4
function quarter(rows: readonly Row[], which: number): readonly Row[] {
  return rows.filter((_row, at) => at % QUARTERS === which % QUARTERS)
}

/** The share of texts that mean something else in these surroundings. */
function misread(rows: readonly Row[], around: (row: Row, index: number) => Row): number {
  const wrong = rows.map(around).filter(({ text, meanings }) => {
    const { symptom } = readText(text)
    return symptom !== 'unknown' && !meanings.includes(symptom)
  })
  return wrong.length / rows.length
}

it.each([
  [0, 'a person asks for help below', (text: string) => `${text} Can anybody help me? My password is correct.`],
  [1, 'a person introduces it', (text: string) => `Hello, I tried to send a mail yesterday and got this: ${text}`],
  [2, 'a page is named below', (text: string) => `${text} See https://docs.example.org/errors for details.`],
  [3, 'another sentence stands before', (text: string) => `Our office is closed on Sunday. ${text}`],
  [4, 'it is quoted', (text: string) => `> ${text.replaceAll('\n', '\n> ')}`],
  [
    5,
    'it stands in a log of another program',
    (text: string) =>
      `2024-06-03 11:22:33 INFO  [main] Job 42 started, 3 recipients\n2024-06-03 11:22:35 ERROR [main] ${text}\n2024-06-03 11:22:36 INFO  [main] Job 42 done`,
  ],
] as const)('keeps its meaning when $1', (which, _name, around) => {
  expect(misread(quarter(ROWS, which), ({ text, meanings }) => ({ text: around(text), meanings }))).toBeLessThan(0.01)
})

/** Sentences lend their words to the text beside them more often than lines do. */
it.each([
  [
    'lines',
    quarter(
      rowsOf((file) => !SENTENCES.test(file)),
      2,
    ),
    0.04,
  ],
  ['lines and sentences', quarter(ROWS, 3), 0.05],
] as const)('is one of two when two %s stand together, not a third', (_name, rows, most) => {
  const together = misread(rows, ({ text, meanings }, index) => {
    const other = rows[(index * 37 + 11) % rows.length] ?? { text: '', meanings: [] }
    return { text: `${text}\n${other.text}`, meanings: [...meanings, ...other.meanings] }
  })
  expect(together).toBeLessThan(most)
})

/** Every twelfth text: what is lost to nothing known counts here as well. */
const SOME = ROWS.filter((_row, at) => at % 12 === 0)

it.each([
  ['it is a point of a list', (text: string) => `* ${text}`],
  ['a form asked for versions', (text: string) => `${text}\n\nVersion: 3.4.1\nOS: Ubuntu 22.04\nDocker: yes`],
  ['a web page set its blanks', (text: string) => text.replaceAll(' ', '\u00a0')],
  ['containerd collected it', (text: string) => eachLine(text, '2026-11-30T07:00:00.123456789Z stderr F ')],
  ['docker compose shows it', (text: string) => eachLine(text, 'mail_1  | 2026-11-30T07:00:00.123456789Z ')],
] as const)('is read where %s', (_name, around) => {
  const lost = SOME.filter(({ text, meanings }) => !meanings.includes(readText(around(text)).symptom))
  expect(lost.length / SOME.length).toBeLessThan(0.04)
})

function eachLine(text: string, before: string): string {
  return text
    .split('\n')
    .map((line) => `${before}${line}`)
    .join('\n')
}
