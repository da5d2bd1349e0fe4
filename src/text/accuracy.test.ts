import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readText } from './read-text.ts'

const FOLDER = join(import.meta.dirname, '../../test/fixtures/text')

interface Score {
  readonly texts: number
  readonly right: number
  readonly wrong: number
  readonly stage: number
}

/** Shares of right and wrong symptoms (abstaining is neither) and of right stages among the rows that name one. */
function score(file: string): Score {
  let texts = 0
  let right = 0
  let wrong = 0
  let staged = 0
  let stageRight = 0
  for (const line of readFileSync(join(FOLDER, file), 'utf8').split('\n')) {
    if (line.trim() === '' || line.startsWith('#')) continue
    const [text = '', , symptoms = '', stages = ''] = line.split('\t')
    const reading = readText(text.replaceAll(String.raw`\n`, '\n').replaceAll(String.raw`\t`, '\t'))
    texts += 1
    if (symptoms.split('|').includes(reading.symptom)) right += 1
    else if (reading.symptom !== 'unknown') wrong += 1
    if (stages === '') continue
    staged += 1
    if (reading.stage !== undefined && stages.split('|').includes(reading.stage)) stageRight += 1
  }
  return { texts, right: right / texts, wrong: wrong / texts, stage: staged === 0 ? 1 : stageRight / staged }
}

const BARS: Readonly<Record<string, { readonly right: number; readonly wrong: number; readonly stage: number }>> = {
  'transport.tsv': { right: 0.99, wrong: 0.01, stage: 0.99 },
  'transport-others.tsv': { right: 0.99, wrong: 0.01, stage: 0.99 },
  'tls.tsv': { right: 0.98, wrong: 0.01, stage: 0.98 },
  'held-out-1.tsv': { right: 0.95, wrong: 0.03, stage: 0.95 },
  'held-out-2.tsv': { right: 0.95, wrong: 0.03, stage: 0.9 },
  'held-out-3.tsv': { right: 0.95, wrong: 0.03, stage: 0.95 },
  'held-out-4.tsv': { right: 0.95, wrong: 0.03, stage: 0.95 },
  'held-out-5.tsv': { right: 0.95, wrong: 0.03, stage: 0.95 },
  'held-out-6.tsv': { right: 0.97, wrong: 0.01, stage: 0.97 },
  'held-out-7.tsv': { right: 0.95, wrong: 0.03, stage: 0.95 },
  'held-out-8.tsv': { right: 0.95, wrong: 0.03, stage: 0.95 },
  'held-out-9.tsv': { right: 0.95, wrong: 0.03, stage: 0.95 },
  'held-out-10.tsv': { right: 0.95, wrong: 0.03, stage: 0.95 },
  'held-out-11.tsv': { right: 0.95, wrong: 0.03, stage: 0.95 },
  'held-out-12.tsv': { right: 0.95, wrong: 0.03, stage: 0.95 },
  'held-out-13.tsv': { right: 0.95, wrong: 0.03, stage: 0.95 },
  'held-out-14.tsv': { right: 0.95, wrong: 0.03, stage: 0.95 },
  'held-out-15.tsv': { right: 0.93, wrong: 0.03, stage: 0.95 },
  'held-out-16.tsv': { right: 0.95, wrong: 0.03, stage: 0.95 },
  'ordinary-1.tsv': { right: 0.97, wrong: 0.02, stage: 1 },
  'ordinary-2.tsv': { right: 0.97, wrong: 0.02, stage: 1 },
  'held-out-tls-remembered.tsv': { right: 0.98, wrong: 0.01, stage: 0.98 },
  'held-out-transport-remembered.tsv': { right: 0.97, wrong: 0.01, stage: 0.97 },
  'held-out-transport-remembered-2.tsv': { right: 0.94, wrong: 0.03, stage: 0.9 },
  'held-out-17.tsv': { right: 0.95, wrong: 0.03, stage: 0.92 },
  'held-out-18.tsv': { right: 0.97, wrong: 0.02, stage: 0.97 },
  'held-out-19.tsv': { right: 0.97, wrong: 0.02, stage: 0.96 },
  'held-out-20.tsv': { right: 0.95, wrong: 0.03, stage: 0.95 },
  'held-out-21.tsv': { right: 0.92, wrong: 0.03, stage: 0.85 },
  'held-out-transport-half-1.tsv': { right: 0.98, wrong: 0.01, stage: 0.97 },
  'held-out-transport-half-2.tsv': { right: 0.97, wrong: 0.015, stage: 0.97 },
  'held-out-transport-tls.tsv': { right: 0.96, wrong: 0.01, stage: 0.96 },
  'held-out-transport-words.tsv': { right: 0.94, wrong: 0.025, stage: 0.94 },
  'held-out-transport-web.tsv': { right: 0.97, wrong: 0.01, stage: 0.96 },
  'held-out-transport-programs.tsv': { right: 0.94, wrong: 0.04, stage: 0.97 },
  'held-out-transport-people.tsv': { right: 0.9, wrong: 0.03, stage: 0.87 },
  'transport-people.tsv': { right: 0.9, wrong: 0.01, stage: 0.9 },
  'held-out-no-report.tsv': { right: 0.96, wrong: 0.04, stage: 1 },
  'held-out-tls-wire-1.tsv': { right: 0.98, wrong: 0.01, stage: 0.98 },
  'held-out-tls-wire-2.tsv': { right: 0.97, wrong: 0.01, stage: 0.97 },
  'held-out-tls-wire-3.tsv': { right: 0.98, wrong: 0.01, stage: 0.98 },
  'held-out-tls-transcripts.tsv': { right: 0.9, wrong: 0.06, stage: 0.92 },
  'held-out-tls-field.tsv': { right: 0.98, wrong: 0.02, stage: 0.98 },
  'held-out-s23-own-1.tsv': { right: 0.95, wrong: 0.03, stage: 0.9 },
  'held-out-tls-words.tsv': { right: 0.94, wrong: 0.03, stage: 0.95 },
  'held-out-tls-outputs-2.tsv': { right: 0.92, wrong: 0.07, stage: 0.95 },
  'held-out-tls-languages.tsv': { right: 0.97, wrong: 0.02, stage: 0.98 },
  'held-out-tls-everyday.tsv': { right: 0.96, wrong: 0.02, stage: 0.98 },
  'held-out-tls-runs-1.tsv': { right: 0.98, wrong: 0.02, stage: 0.98 },
  'held-out-tls-runs-2.tsv': { right: 0.98, wrong: 0.02, stage: 0.97 },
  'held-out-tls-runs-3.tsv': { right: 0.96, wrong: 0.03, stage: 0.97 },
  'held-out-tls-runs-4.tsv': { right: 0.88, wrong: 0.08, stage: 0.92 },
  'held-out-tls-s22-1.tsv': { right: 0.98, wrong: 0.01, stage: 0.98 },
  'held-out-tls-s22-2.tsv': { right: 0.98, wrong: 0.015, stage: 0.98 },
  'held-out-tls-s22-3.tsv': { right: 0.98, wrong: 0.01, stage: 0.98 },
  'held-out-tls-s22-4.tsv': { right: 0.96, wrong: 0.01, stage: 0.97 },
  'held-out-tls-s22-5.tsv': { right: 0.97, wrong: 0.02, stage: 0.97 },
  'held-out-tls-s22-6.tsv': { right: 0.94, wrong: 0.01, stage: 0.94 },
  'held-out-tls-s22-7.tsv': { right: 0.94, wrong: 0.04, stage: 0.95 },
  'held-out-tls-s22-8.tsv': { right: 0.97, wrong: 0.01, stage: 0.97 },
  'held-out-s23-tls-1.tsv': { right: 0.95, wrong: 0.01, stage: 0.95 },
  'held-out-s23-tls-frames.tsv': { right: 0.98, wrong: 0.01, stage: 0.98 },
  'held-out-s23-tls-words-1.tsv': { right: 0.95, wrong: 0.02, stage: 0.94 },
  'held-out-s23-tls-words-2.tsv': { right: 0.8, wrong: 0.04, stage: 0.78 },
  'held-out-tls-stacks.tsv': { right: 0.99, wrong: 0.01, stage: 0.99 },
  'held-out-tls-threads-1.tsv': { right: 0.94, wrong: 0.04, stage: 0.96 },
  'held-out-tls-threads-2.tsv': { right: 0.89, wrong: 0.07, stage: 0.94 },
  'held-out-tls-reports-1.tsv': { right: 0.96, wrong: 0.02, stage: 0.95 },
  'held-out-tls-reports-2.tsv': { right: 0.88, wrong: 0.07, stage: 0.88 },
  'held-out-tls-outputs.tsv': { right: 0.98, wrong: 0.02, stage: 0.98 },
  'held-out-tls-public.tsv': { right: 0.93, wrong: 0.06, stage: 0.95 },
  'held-out-tls-daemons-1.tsv': { right: 0.98, wrong: 0.01, stage: 0.98 },
  'held-out-tls-daemons-2.tsv': { right: 0.88, wrong: 0.06, stage: 0.96 },
  'held-out-tls-posts-1.tsv': { right: 0.98, wrong: 0.01, stage: 0.97 },
  'held-out-tls-posts-2.tsv': { right: 0.87, wrong: 0.07, stage: 0.88 },
  'held-out-transport-programs-2.tsv': { right: 0.98, wrong: 0.01, stage: 0.93 },
  'held-out-transport-people-2.tsv': { right: 0.88, wrong: 0.04, stage: 0.9 },
  'held-out-transport-people-3.tsv': { right: 0.93, wrong: 0.02, stage: 0.9 },
  'held-out-transport-servers-unseen.tsv': { right: 0.84, wrong: 0.11, stage: 0.83 },
  'held-out-transport-servers.tsv': { right: 0.97, wrong: 0.02, stage: 0.94 },
  'transport-people-4.tsv': { right: 0.93, wrong: 0.03, stage: 0.95 },
  'reports-with-a-wish.tsv': { right: 1, wrong: 0, stage: 1 },
  'no-report-3.tsv': { right: 0.95, wrong: 0.05, stage: 1 },
  'held-out-no-report-2.tsv': { right: 0.96, wrong: 0.04, stage: 1 },
  'held-out-22.tsv': { right: 0.92, wrong: 0.03, stage: 1 },
  'held-out-23.tsv': { right: 0.97, wrong: 0.02, stage: 1 },
  'held-out-24.tsv': { right: 0.88, wrong: 0.06, stage: 1 },
  'held-out-25.tsv': { right: 0.96, wrong: 0.02, stage: 1 },
  'held-out-26.tsv': { right: 0.95, wrong: 0.02, stage: 1 },
  'held-out-27.tsv': { right: 0.88, wrong: 0.05, stage: 1 },
  'held-out-28.tsv': { right: 0.94, wrong: 0.02, stage: 1 },
  'held-out-29.tsv': { right: 0.97, wrong: 0.02, stage: 1 },
  'held-out-30.tsv': { right: 0.97, wrong: 0.02, stage: 1 },
  'held-out-31.tsv': { right: 0.93, wrong: 0.05, stage: 1 },
  'held-out-32.tsv': { right: 0.93, wrong: 0.03, stage: 1 },
  'held-out-33.tsv': { right: 0.95, wrong: 0.03, stage: 1 },
  'held-out-34.tsv': { right: 0.86, wrong: 0.05, stage: 1 },
  'held-out-35.tsv': { right: 0.95, wrong: 0.02, stage: 1 },
  'held-out-36.tsv': { right: 0.91, wrong: 0.04, stage: 1 },
  'held-out-37.tsv': { right: 0.94, wrong: 0.045, stage: 1 },
  'held-out-41.tsv': { right: 0.96, wrong: 0.03, stage: 1 },
  'held-out-42.tsv': { right: 0.94, wrong: 0.045, stage: 1 },
  'held-out-tongues-2.tsv': { right: 0.94, wrong: 0.03, stage: 1 },
  'held-out-transport-programs-4.tsv': { right: 0.95, wrong: 0.03, stage: 0.92 },
  'held-out-transport-programs-5.tsv': { right: 0.97, wrong: 0.02, stage: 0.95 },
  'held-out-transport-programs-6.tsv': { right: 0.87, wrong: 0.1, stage: 0.77 },
  'held-out-transport-programs-7.tsv': { right: 0.94, wrong: 0.04, stage: 0.88 },
  'held-out-transport-programs-8.tsv': { right: 0.95, wrong: 0.02, stage: 0.91 },
  'held-out-transport-programs-9.tsv': { right: 0.9, wrong: 0.05, stage: 0.87 },
  'held-out-transport-programs-3.tsv': { right: 0.92, wrong: 0.04, stage: 0.85 },
  'held-out-transport-people-5.tsv': { right: 0.95, wrong: 0.03, stage: 0.95 },
  'held-out-transport-people-4.tsv': { right: 0.83, wrong: 0.07, stage: 0.83 },
  'held-out-no-report-4.tsv': { right: 0.97, wrong: 0.03, stage: 1 },
  'held-out-no-report-5.tsv': { right: 0.94, wrong: 0.06, stage: 1 },
  'held-out-no-report-3.tsv': { right: 0.88, wrong: 0.12, stage: 1 },
  'held-out-no-event-1.tsv': { right: 0.9, wrong: 0.1, stage: 1 },
  'held-out-no-event-2.tsv': { right: 0.81, wrong: 0.19, stage: 1 },
  'held-out-events-2.tsv': { right: 0.83, wrong: 0.08, stage: 1 },
  'held-out-no-event-3.tsv': { right: 0.82, wrong: 0.18, stage: 1 },
  'held-out-no-event-4.tsv': { right: 0.9, wrong: 0.1, stage: 1 },
  'held-out-no-event-5.tsv': { right: 0.74, wrong: 0.26, stage: 1 },
  'held-out-no-event-6.tsv': { right: 0.92, wrong: 0.08, stage: 1 },
  'held-out-no-event-7.tsv': { right: 0.85, wrong: 0.15, stage: 1 },
  'held-out-events-4.tsv': { right: 0.88, wrong: 0.04, stage: 1 },
  'held-out-events-5.tsv': { right: 0.8, wrong: 0.06, stage: 1 },
  'held-out-events-3.tsv': { right: 0.92, wrong: 0.04, stage: 1 },
  'held-out-events-1.tsv': { right: 0.92, wrong: 0.04, stage: 1 },
  'held-out-43.tsv': { right: 0.97, wrong: 0.03, stage: 1 },
  'held-out-44.tsv': { right: 0.93, wrong: 0.07, stage: 1 },
  'held-out-tls-45.tsv': { right: 0.97, wrong: 0.01, stage: 0.97 },
  'held-out-tls-46.tsv': { right: 0.97, wrong: 0.03, stage: 0.97 },
  'held-out-tls-47.tsv': { right: 0.97, wrong: 0.02, stage: 0.97 },
  'held-out-tls-48.tsv': { right: 0.97, wrong: 0.02, stage: 0.97 },
  'held-out-tls-49.tsv': { right: 0.97, wrong: 0.02, stage: 0.97 },
  'held-out-45.tsv': { right: 0.96, wrong: 0.03, stage: 1 },
  'held-out-46.tsv': { right: 1, wrong: 0, stage: 1 },
  'held-out-tls-issues-1.tsv': { right: 0.98, wrong: 0.02, stage: 0.95 },
  'held-out-tls-issues-2.tsv': { right: 0.85, wrong: 0.1, stage: 0.9 },
  'held-out-transport-issues-1.tsv': { right: 0.95, wrong: 0.03, stage: 0.9 },
  'held-out-transport-issues-2.tsv': { right: 0.88, wrong: 0.05, stage: 0.84 },
  'held-out-transport-21-1.tsv': { right: 0.98, wrong: 0.02, stage: 0.97 },
  'held-out-transport-21-2.tsv': { right: 0.98, wrong: 0.02, stage: 0.93 },
  'held-out-transport-21-3.tsv': { right: 0.94, wrong: 0.02, stage: 0.93 },
  'held-out-transport-21-4.tsv': { right: 0.96, wrong: 0.03, stage: 0.94 },
  'held-out-transport-21-5.tsv': { right: 0.95, wrong: 0.03, stage: 0.9 },
  'held-out-s23-refusals-words.tsv': { right: 0.91, wrong: 0.06, stage: 1 },
  'held-out-s23-refusals-tongues.tsv': { right: 0.97, wrong: 0.01, stage: 1 },
  'held-out-s23-refusals-public-1.tsv': { right: 0.96, wrong: 0.02, stage: 1 },
  'held-out-s23-refusals-remembered-1.tsv': { right: 0.97, wrong: 0.01, stage: 1 },
  'held-out-s23-refusals-servers-1.tsv': { right: 0.95, wrong: 0.04, stage: 1 },
  'held-out-s23-refusals-plain-1.tsv': { right: 0.95, wrong: 0.04, stage: 1 },
  'held-out-48.tsv': { right: 0.95, wrong: 0.05, stage: 1 },
  'held-out-49.tsv': { right: 0.97, wrong: 0.01, stage: 1 },
  'held-out-47.tsv': { right: 0.97, wrong: 0.02, stage: 1 },
  'held-out-tongues-1.tsv': { right: 0.98, wrong: 0.01, stage: 1 },
  'held-out-measured-22.tsv': { right: 0.93, wrong: 0.04, stage: 0.95 },
  'held-out-transport-s22-1.tsv': { right: 0.95, wrong: 0.03, stage: 0.97 },
  'held-out-transport-s22-2.tsv': { right: 0.97, wrong: 0.02, stage: 0.97 },
  'held-out-transport-s22-3.tsv': { right: 0.97, wrong: 0.02, stage: 0.96 },
  'held-out-transport-s22-5.tsv': { right: 0.95, wrong: 0.04, stage: 0.95 },
  'held-out-transport-s22-6.tsv': { right: 0.94, wrong: 0.05, stage: 0.97 },
  'held-out-transport-s22-7.tsv': { right: 0.91, wrong: 0.03, stage: 0.85 },
  'held-out-transport-s22-8.tsv': { right: 0.97, wrong: 0.02, stage: 0.97 },
  'held-out-transport-s22-9.tsv': { right: 0.95, wrong: 0.03, stage: 0.92 },
  'held-out-transport-s22-4.tsv': { right: 0.95, wrong: 0.02, stage: 0.9 },
  'held-out-s23-transport-1.tsv': { right: 0.92, wrong: 0.03, stage: 0.92 },
  'held-out-s23-transport-2.tsv': { right: 0.93, wrong: 0.02, stage: 0.86 },
  'held-out-s23-transport-3.tsv': { right: 0.86, wrong: 0.02, stage: 0.82 },
  'held-out-s23-transport-4.tsv': { right: 0.95, wrong: 0.02, stage: 0.93 },
  'held-out-s23-transport-5.tsv': { right: 0.84, wrong: 0.04, stage: 0.83 },
  'held-out-s23-transport-6.tsv': { right: 0.92, wrong: 0.03, stage: 0.93 },
  'held-out-s23-transport-7.tsv': { right: 0.93, wrong: 0.02, stage: 0.88 },
  'held-out-s23-transport-8.tsv': { right: 0.9, wrong: 0.05, stage: 0.92 },
  'held-out-s23-transport-9.tsv': { right: 0.9, wrong: 0.02, stage: 0.85 },
  'held-out-s24-transport-1.tsv': { right: 0.95, wrong: 0.02, stage: 0.92 },
  'held-out-s24-transport-2.tsv': { right: 0.9, wrong: 0.02, stage: 0.88 },
  'held-out-s24-transport-3.tsv': { right: 0.95, wrong: 0.03, stage: 0.88 },
  'held-out-s24-transport-4.tsv': { right: 0.9, wrong: 0.02, stage: 0.88 },
  'held-out-s24-transport-5.tsv': { right: 0.95, wrong: 0.03, stage: 0.92 },
  'held-out-s24-transport-6.tsv': { right: 0.88, wrong: 0.03, stage: 0.88 },
  'held-out-s24-transport-7.tsv': { right: 0.9, wrong: 0.02, stage: 0.87 },
  'held-out-s24-transport-8.tsv': { right: 0.82, wrong: 0.06, stage: 0.7 },
}

describe.each(readdirSync(FOLDER).filter((file) => file.endsWith('.tsv')))('%s', (file) => {
  it('keeps its accuracy', () => {
    const bar = BARS[file] ?? { right: 0.85, wrong: 0.05, stage: 0.9 }
    const found = score(file)
    expect(found.texts).toBeGreaterThan(20)
    expect(found.right).toBeGreaterThanOrEqual(bar.right)
    expect(found.wrong).toBeLessThanOrEqual(bar.wrong)
    expect(found.stage).toBeGreaterThanOrEqual(bar.stage)
  })
})
