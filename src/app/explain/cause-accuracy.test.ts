import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Standing } from '../../domain/locus.ts'
import { judgeWords } from '../judge-words.ts'
import { explain } from './explain.ts'

const FOLDER = join(import.meta.dirname, '../../../test/fixtures/text')
const RANK: Readonly<Record<Standing, number>> = { refuted: 0, possible: 0, supported: 1, proven: 2 }

interface Expected {
  /** Empty: the text alone does not decide. */
  readonly causes: readonly string[]
  readonly surest: Standing
}

const rowsOf = (file: string): readonly (readonly string[])[] =>
  readFileSync(join(FOLDER, file), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'))

const asExpected = (causes = '-', surest = 'possible'): Expected => ({
  causes: causes.split('|').filter((cause) => cause !== '-'),
  surest: surest === 'proven' ? 'proven' : surest === 'supported' ? 'supported' : 'possible',
})

const BY_SYMPTOM = rowsOf('causes/by-symptom.tsv').toSorted(([a = ''], [b = '']) => b.length - a.length)
const BY_TEXT = new Map(rowsOf('causes/by-text.tsv').map(([text = '', ...rest]) => [text, asExpected(...rest)]))

/** A row that may mean several things may have the causes of each. */
function expectedOf([text = '', , symptoms = '', , causes, surest]: readonly string[]): Expected {
  const exact = BY_TEXT.get(text) ?? (causes === undefined ? undefined : asExpected(causes, surest))
  if (exact !== undefined) return exact
  const all = symptoms.split('|').map((symptom) => {
    const row = BY_SYMPTOM.find(([begin = '']) => symptom.startsWith(begin))
    return asExpected(row?.[1], row?.[2])
  })
  return {
    causes: all.flatMap((one) => one.causes),
    surest: all.map((one) => one.surest).reduce((a, b) => (RANK[b] > RANK[a] ? b : a), 'possible'),
  }
}

describe.each(readdirSync(FOLDER).filter((file) => file.endsWith('.tsv')))('%s', (file) => {
  it('is never sure of a wrong cause, nor surer than the words allow', async () => {
    const wrong: string[] = []
    for (const row of rowsOf(file)) {
      const text = (row[0] ?? '').replaceAll(String.raw`\n`, '\n').replaceAll(String.raw`\t`, '\t')
      const { items } = await explain([{ kind: 'text', text }], { lines: false }, judgeWords)
      const { cause, standing } = items[0] ?? { cause: null, standing: 'possible' }
      if (cause === null || standing === 'possible') continue
      const { causes, surest } = expectedOf(row)
      if (!causes.includes(cause) || RANK[standing] > RANK[surest]) wrong.push(`${cause} ${standing}: ${text}`)
    }
    expect(wrong).toEqual([])
  })
})

it.each(
  readFileSync(join(FOLDER, 'no-smtp-matter.txt'), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== ''),
)('says nothing about %j', async (text) => {
  const { items } = await explain([{ kind: 'text', text }], { lines: false }, judgeWords)
  expect(items[0]).toMatchObject({ symptom: 'unknown', cause: null, standing: 'possible' })
})

describe('a client that calls a dead session a rejected recipient', () => {
  const NAME = 'Mar 06 08:10:12 app sendEmail[4411]:'
  const announced = `${NAME} WARNING => The recipient <bob@example.net> was rejected by the mail server, error follows:`
  const givenUp = `${NAME} ERROR => Exiting. No recipients were accepted for delivery by the mail server.`
  const empty = `${NAME} WARNING => 192.0.2.25:25 returned a zero byte response to our query.`
  const silent = `${NAME} WARNING => Timeout while reading from 192.0.2.25:25 There was no response after 3 seconds.`
  it.each([
    ['told with what happened', [announced, empty, givenUp], 'drop.lost rcpt', 'possible'],
    ['told with a silence', [announced, silent, givenUp], 'drop.timeout rcpt', 'possible'],
    ['told alone', [givenUp], 'recipient.unknown rcpt', 'possible'],
    [
      'told with a reply',
      [announced, `${NAME} WARNING => 550 5.1.1 user unknown`, givenUp],
      'recipient.unknown rcpt',
      'proven',
    ],
  ])('%s', async (_name, lines, read, standing) => {
    const { items } = await explain([{ kind: 'text', text: lines.join('\n') }], { lines: false }, judgeWords)
    expect(items.map((item) => `${item.symptom} ${item.stage}`)).toEqual([read])
    expect(items[0]?.standing).toBe(standing)
  })
})
