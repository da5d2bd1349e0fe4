import { describe, expect, it } from 'vitest'
import { explain } from '../../src/app/explain/explain.ts'
import { DAMAGED } from './damaged-bounces.ts'
import { SYSTEMS } from './foreign-systems.ts'
import { HALF_SAID } from './half-said-bounces.ts'
import { WORDED } from './worded-bounces.ts'

/** `recipient original? action status symptom` of each item; `no bounce` where the mail is none. */
async function rows(mail: string | Uint8Array): Promise<readonly string[]> {
  const octets = typeof mail === 'string' ? new TextEncoder().encode(mail) : mail
  const { items } = await explain([{ kind: 'octets', file: 'odd.eml', octets }], { lines: false }, () => undefined)
  return items.map(({ source, symptom, title }) =>
    source?.recipient === null && /no bounce|no failure/.test(title)
      ? 'no bounce'
      : [
          source?.recipient ?? '-',
          ...(source?.originalRecipient === undefined ? [] : [`(${source.originalRecipient})`]),
          source?.actionFrom === 'derived' ? '-' : (source?.action ?? '-'),
          source?.statusFrom === 'derived' ? '-' : (source?.status ?? '-'),
          symptom,
        ].join(' '),
  )
}

describe('damaged, foreign and hostile bounces', () => {
  it.each([...DAMAGED, ...WORDED, ...SYSTEMS, ...HALF_SAID])('$name', async ({ mail, says }) => {
    expect(await rows(mail)).toEqual(says)
  })
})
