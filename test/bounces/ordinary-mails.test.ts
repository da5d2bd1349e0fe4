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
      source?.actionFrom === 'derived' ? '-' : (source?.action ?? '-'),
      source?.statusFrom === 'derived' ? '-' : (source?.status ?? '-'),
      found,
    ].join(' ')
  })
}

describe('ordinary mails', () => {
  it.each(mailsOf('ordinary-mails.txt'))('$name', async (mail) => {
    expect(await told(mail)).toEqual(mail.says)
  })

  it.each([
    ['where nobody has looked', 'held-out-mails.txt', 0.93],
    ['as the test sets of other programs have them', 'field-mails.txt', 0.97],
    ['as systems of many kinds write them', 'system-mails.txt', 1],
    ['in many tongues', 'tongue-mails.txt', 1],
    ['with the fields of a report', 'report-mails.txt', 1],
    ['as parsers in public keep them', 'public-mails.txt', 1],
  ])('are told apart %s', async (_which, file, share) => {
    const mails = mailsOf(file)
    const read = await Promise.all(mails.map(async (mail) => ({ says: mail.says, got: await told(mail) })))
    const all = read.flatMap(({ says, got }) => says.map((each, at) => [each.split(' '), (got[at] ?? '').split(' ')]))
    const isSame = (part: 0 | 3): number => all.filter(([says, got]) => isOneOf(says?.[part], got?.[part])).length
    expect(isSame(0) / all.length).toBeGreaterThanOrEqual(share)
    expect(isSame(3) / all.length).toBeGreaterThanOrEqual(share)
  })
})

/** `*` is said of a recipient whom the mail does not name, and bars stand between several that are right. */
function isOneOf(said: string | undefined, found: string | undefined): boolean {
  return said === '*' || said === found || (found !== undefined && said?.split('|').includes(found) === true)
}
