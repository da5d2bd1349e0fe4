import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { autopsy } from '../../src/app/autopsy/autopsy.ts'
import type { AutopsySession } from '../../src/app/autopsy/document.ts'
import type { ExpectedAt } from './expected.ts'
import { score } from './score.ts'
import { DAMAGES, framesOf, WRAPPINGS } from './variants.ts'

const FIXTURES = join(import.meta.dirname, '../../test/fixtures/captures')
const load = (seed: number, where = ''): Buffer =>
  gunzipSync(readFileSync(join(FIXTURES, `seed-${seed}${where}.pcap.gz`)))
const expectedOf = (seed: number): readonly ExpectedAt[] =>
  JSON.parse(readFileSync(join(FIXTURES, `seed-${seed}.json`), 'utf8')) as ExpectedAt[]
const key = (one: AutopsySession): string =>
  `${one.client} ${one.server} ${one.stage} ${one.endedBy} ${one.verdict?.cause} ${one.signature}`

describe('captures of the lab', () => {
  it.each([11, 13])('seed %i: cause, stage and side as made', async (seed) => {
    const { sessions } = await autopsy({ bytes: load(seed) })
    const result = score(sessions, expectedOf(seed))
    expect(result.lines).toEqual([])
    expect(result).toMatchObject({ falseAlarms: 0, missed: 0, sureAndWrong: 0 })
    expect(result.sessions).toBeGreaterThan(100)
  })

  it.each([11, 13])(
    'seed %i: a black hole is supported though nobody gives up: small packets pass meanwhile',
    async (seed) => {
      const { sessions } = await autopsy({ bytes: load(seed) })
      const holes = sessions.filter(
        ({ stage, verdict }) => stage === 'body' && verdict?.cause === 'path/pmtu-black-hole',
      )
      expect(holes.map(({ verdict }) => verdict?.standing)).toEqual(holes.map(() => 'supported'))
      expect(holes.length).toBeGreaterThan(3)
    },
  )

  it('at the server: nothing healthy is blamed, nothing is sure and wrong', async () => {
    const { sessions } = await autopsy({ bytes: load(13, '-server') })
    const result = score(sessions, expectedOf(13), 'receiver')
    expect(result.cause).toBeGreaterThanOrEqual(92)
    expect(result.falseAlarms).toBe(0)
    expect(result.sureAndWrong).toBe(0)
  })
})

describe('the same packets in another wrapping', async () => {
  const bytes = load(11)
  const frames = framesOf(bytes)
  const { sessions } = await autopsy({ bytes })
  const wanted = sessions.map(key)

  it.each(WRAPPINGS.filter(({ same }) => same))('$name', async (wrapping) => {
    const document = await autopsy({ bytes: wrapping.make(frames) })
    const got = document.sessions.map(key)
    expect(got).toEqual(wanted)
    expect(document.source.notes).toEqual([])
  })

  it('gzip and zstd', async () => {
    for (const packed of [gzipSync(bytes), zstdCompressSync(bytes)]) {
      const document = await autopsy({ bytes: packed })
      expect(document.sessions.map(key)).toEqual(wanted)
    }
  })

  it('packets that overtake each other bring no false alarm', async () => {
    const swapped = WRAPPINGS.find(({ same }) => !same)
    const document = await autopsy({ bytes: swapped?.make(frames) ?? bytes })
    expect(score(document.sessions, expectedOf(11))).toMatchObject({ falseAlarms: 0 })
  })
})

describe('damaged captures', () => {
  const frames = framesOf(load(13))
  it.each(DAMAGES)('$name: no false alarm, hardly anything sure and wrong', async (damage) => {
    const document = await autopsy({ bytes: damage.make(frames) })
    const result = score(document.sessions, expectedOf(13))
    expect(result.falseAlarms).toBeLessThanOrEqual(1)
    expect(result.sureAndWrong).toBeLessThanOrEqual(1)
    const proven = result.lines.filter((line) => line.includes('(proven'))
    expect(proven).toEqual([])
  })

  it('one direction only: no cause is named', async () => {
    for (const name of ['from the client only', 'from the server only']) {
      const damage = DAMAGES.find((one) => one.name === name)
      const document = await autopsy({ bytes: damage?.make(frames) ?? new Uint8Array(0) })
      const named = document.sessions.filter((one) => one.verdict !== null)
      expect(named.map((one) => `${one.server} ${one.signature}`).filter((one) => !/icmp/.test(one))).toEqual([])
    }
  })
})
