import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { explain } from '../../src/app/explain/explain.ts'
import { readMail } from '../../src/app/explain/read-mail.ts'
import { asShown, FORMS } from './wrapped-bounces.ts'

const FOLDER = join(import.meta.dirname, '../fixtures/text/bounces')
const encoder = new TextEncoder()

function mails(): readonly string[] {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.eml'))
  const ordinary = readFileSync(join(import.meta.dirname, 'ordinary-mails.txt'), 'utf8')
    .split(/^=== /m)
    .slice(1)
  return [
    ...files.map((file) => readFileSync(join(FOLDER, file), 'utf8').replaceAll('\r\n', '\n')),
    ...ordinary.map((part) =>
      part
        .split('\n')
        .slice(1)
        .filter((line) => !line.startsWith('>>> '))
        .join('\n'),
    ),
  ]
}

/** `recipient symptom` of each item. */
async function told(mail: string): Promise<readonly string[]> {
  const octets = encoder.encode(mail)
  const { items } = await explain([{ kind: 'octets', file: 'bounce.eml', octets }], { lines: false }, () => undefined)
  return items.map(({ source, symptom }) => `${source?.recipient ?? '-'} ${symptom}`).toSorted()
}

interface Known {
  readonly mail: string
  readonly view: Awaited<ReturnType<typeof readMail>>
  readonly says: readonly string[]
  /** The text that a mail program shows says the same as the whole mail. */
  readonly isShown: boolean
}

const known: Known[] = []

beforeAll(async () => {
  for (const mail of mails()) {
    const says = await told(mail)
    // In octets of another charset nothing is replaced here.
    if (mail.includes('\uFFFD') || says.every((each) => each.endsWith(' unknown'))) continue
    const view = await readMail(encoder.encode(mail))
    known.push({ mail, view, says, isShown: String(await told(asShown(view))) === String(says) })
  }
})

/** Without a header, a few name nobody who could not be somebody else. */
const BARS: Readonly<Record<string, { readonly same: number; readonly symptom: number }>> = {
  'forwarded inline': { same: 0.97, symptom: 0.97 },
  'forwarded inline by Outlook': { same: 0.97, symptom: 0.97 },
  'quoted in an answer': { same: 0.97, symptom: 0.97 },
  'pasted without a header': { same: 0.91, symptom: 0.98 },
  'pasted with a sentence above': { same: 0.91, symptom: 0.94 },
  'pasted and quoted': { same: 0.91, symptom: 0.98 },
  'pasted in a fence': { same: 0.91, symptom: 0.98 },
}

const symptoms = (rows: readonly string[]): string =>
  rows
    .map((row) => row.replace(/^.* /, ''))
    .toSorted()
    .join(' ')

describe('a bounce says the same', () => {
  it.each(FORMS)('$name', async ({ name, of, made }) => {
    const cases = known.filter(({ isShown }) => of === 'mail' || isShown)
    const results = await Promise.all(
      cases.map(async ({ mail, view, says }) => ({ says, got: await told(made(mail, view)) })),
    )
    const same = results.filter(({ says, got }) => String(says) === String(got)).length
    const alike = results.filter(({ says, got }) => symptoms(says) === symptoms(got)).length
    const bar = BARS[name] ?? { same: 1, symptom: 1 }
    expect(cases.length).toBeGreaterThan(60)
    expect(same / cases.length).toBeGreaterThanOrEqual(bar.same)
    expect(alike / cases.length).toBeGreaterThanOrEqual(bar.symptom)
  })
})

it('a letter that a mail came with stays a letter', async () => {
  const letter = [
    'From: ann@example.com',
    'To: bob@example.org',
    'Subject: Fwd: minutes',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'See below.',
    '',
    '-------- Forwarded Message --------',
    'Subject: minutes',
    'From: Eve Example <eve@example.net>',
    'To: ann@example.com',
    '',
    'The mailbox of the committee is full of proposals.',
    '',
  ].join('\n')
  expect(await told(letter)).toEqual(['- unknown'])
})
