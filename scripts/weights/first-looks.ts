import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What was read of a refusal that no rule had seen. */
export interface FirstLook {
  readonly symptom: string
  readonly rule: string
  readonly beside: string
}

const FILE = join(import.meta.dirname, '../../test/fixtures/first-looks.tsv')

/** First looks by the digest of the text, as it stands in its fixture. */
export function firstLooks(): ReadonlyMap<string, FirstLook> {
  return new Map(
    readFileSync(FILE, 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => {
        const [digest = '', symptom = '', rule = '', beside = ''] = line.split('\t')
        return [digest, { symptom, rule, beside }]
      }),
  )
}

export function textDigest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}
