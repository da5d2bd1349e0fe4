import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { explain } from '../../src/app/explain/explain.ts'

interface OrdinaryMail {
  readonly name: string
  /** `recipient action status symptom|symptom` for each recipient, or `none`. */
  readonly says: readonly string[]
  readonly mail: string
}

const MAILS: readonly OrdinaryMail[] = readFileSync(join(import.meta.dirname, 'ordinary-mails.txt'), 'utf8')
  .split(/^=== /m)
  .slice(1)
  .map((part) => {
    const [name = '', ...lines] = part.split('\n')
    const end = lines.findIndex((line) => !line.startsWith('>>> '))
    return { name, says: lines.slice(0, end).map((line) => line.slice(4)), mail: lines.slice(end).join('\n') }
  })

/** Each item in the form of `says`, with the symptom that was expected where it is one of several that are right. */
async function told({ mail, says }: OrdinaryMail): Promise<readonly string[]> {
  const octets = new TextEncoder().encode(mail)
  const { items } = await explain([{ kind: 'octets', file: 'ordinary.eml', octets }], { lines: false }, () => undefined)
  return items.map(({ source, symptom, title }, index) => {
    if (source?.recipient === null && /no bounce|no failure/.test(title)) return 'none'
    const right = says[index]?.split(' ')[3] ?? ''
    const found = right.split('|').includes(symptom) ? right : symptom
    return [
      source?.recipient ?? '-',
      source?.action ?? '-',
      source?.statusFrom === 'derived' ? '-' : (source?.status ?? '-'),
      found,
    ].join(' ')
  })
}

describe('ordinary mails', () => {
  it.each(MAILS)('$name', async (mail) => {
    expect(await told(mail)).toEqual(mail.says)
  })
})
