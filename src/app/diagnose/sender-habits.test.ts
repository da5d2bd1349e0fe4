import { expect, test } from 'vitest'
import type { SymptomFact } from '../../domain/facts/text-facts.ts'
import type { ParsedTarget } from '../../domain/target.ts'
import type { DiagnoseRun } from './diagnose-run.ts'
import { sendingServer } from './sender-habits.ts'

const TARGET: ParsedTarget = { kind: 'domain', domain: 'example.org', given: 'example.org' }

/** This host has dma, with a name of its own for EHLO; `others` are files beside it. */
async function sender(
  wrote: SymptomFact['software'],
  { others = {}, options = {} }: { others?: Record<string, string>; options?: Partial<DiagnoseRun['options']> } = {},
) {
  const files: Record<string, string> = { '/etc/dma/dma.conf': 'MAILNAME out.example.net\n', ...others }
  const noted: unknown[] = []
  const run = {
    options,
    deps: {
      exec: { run: async () => ({ kind: 'missing' }) },
      files: { readText: async (path: string) => files[path] },
      ownAddresses: [],
    },
    notebook: {
      note: (_kind: string, fact: { readonly software: string }) => noted.push(fact.software),
      blind: () => undefined,
    },
  } as unknown as DiagnoseRun
  const symptom = {
    symptom: 'drop.lost',
    speaker: 'us',
    origin: 'user',
    ...(wrote === undefined ? {} : { software: wrote }),
  } as SymptomFact
  return { ...(await sendingServer(run, [symptom], TARGET)), noted: [...new Set(noted)] }
}

test.each([undefined, 'dma'] as const)(
  'a symptom of %s is that of the server here: it is imitated, and its settings are evidence',
  async (wrote) => {
    const { habits, isOfAnother, noted } = await sender(wrote)
    expect(habits).toMatchObject({ tls: 'none', pipelining: false, ehloName: 'out.example.net' })
    expect(isOfAnother).toBeUndefined()
    expect(noted).toEqual(['dma'])
  },
)

test('who wrote the symptom is imitated, and not the other software of this host, whose settings are no evidence', async () => {
  const { habits, isOfAnother, noted } = await sender('postfix')
  expect(habits).toMatchObject({ pipelining: true, chunking: false, ehloName: 'out.example.net' })
  expect(habits.tls).toBeUndefined()
  expect(isOfAnother).toBe(true)
  expect(noted).toEqual([])
})

test('of several servers on this host, the one that wrote the symptom is asked', async () => {
  const { local, isOfAnother, noted } = await sender('dma', {
    others: { '/etc/mail/sendmail.cf': 'Djmail.example.org\nO Timeout.connect=1m\n' },
  })
  expect(local?.software).toBe('dma')
  expect(isOfAnother).toBeUndefined()
  expect(noted).toEqual(['dma'])
})
