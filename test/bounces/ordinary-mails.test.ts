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

const mailsOf = (file: string): readonly OrdinaryMail[] =>
  readFileSync(join(import.meta.dirname, file), 'utf8')
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
  it.each(mailsOf('ordinary-mails.txt'))('$name', async (mail) => {
    expect(await told(mail)).toEqual(mail.says)
  })

  it('are told apart where nobody has looked', async () => {
    const mails = mailsOf('held-out-mails.txt')
    const read = await Promise.all(mails.map(async (mail) => ({ says: mail.says, got: await told(mail) })))
    const isSame = (part: 0 | 3): number =>
      read.flatMap(({ says, got }) => says.filter((each, at) => each.split(' ')[part] === got[at]?.split(' ')[part]))
        .length
    const all = read.flatMap(({ says }) => says).length
    expect(isSame(0) / all).toBeGreaterThanOrEqual(0.93)
    expect(isSame(3) / all).toBeGreaterThanOrEqual(0.93)
  })
})
