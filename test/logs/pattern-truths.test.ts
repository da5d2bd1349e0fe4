import { describe, expect, test } from 'vitest'
import { seeded } from '../generators/seeded.ts'
import { analyseText } from './analyse-text.ts'
import { lines, type Delivery } from './deliveries.ts'

const BODY = 'conversation with H[A] timed out while sending message body'
const BANNER = 'lost connection with H[A] while receiving the initial server greeting'
const DAY = 1_440

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))

/** Ordinary mail of a day to twenty destinations, each minute or so. */
function ordinary(seed: number, minutes = DAY): Delivery[] {
  const random = seeded(seed)
  return times(minutes, (minute) => ({
    minute: minute + random.next(),
    domain: `d${random.below(20)}.example`,
    size: 600 + random.below(20_000),
  }))
}

function read(...parts: readonly (readonly Delivery[])[]) {
  const all = parts.flat().toSorted((a, b) => a.minute - b.minute)
  return analyseText(lines(all)).document
}

const patternsOf = (...parts: readonly (readonly Delivery[])[]): readonly string[] =>
  read(...parts).patterns.map(({ pattern }) => pattern)

describe('only over IPv6', () => {
  const failing = (count: number, more: Partial<Delivery>): Delivery[] =>
    times(count, (index) => ({ minute: 7 + index * 53.3, domain: `d${index % 5}.example`, fails: BANNER, ...more }))

  test.each([
    ['five of them', failing(5, { address: '2001:db8::2' }), true],
    [
      'twenty, of several servers',
      failing(20, {}).map((one, index) => ({ ...one, address: `2001:db8::${index}` })),
      true,
    ],
    ['four are an anecdote', failing(4, { address: '2001:db8::2' }), false],
    ['IPv4 alone', failing(20, {}), false],
    ['both families', [...failing(10, { address: '2001:db8::2' }), ...failing(10, {})], false],
  ])('%s', (_what, failures, found) => {
    expect(patternsOf(ordinary(1), failures).includes('only-ipv6')).toBe(found)
  })

  test('nobody is reached over IPv4: nothing shows that IPv6 is to blame', () => {
    const six = ordinary(2, 200).map((one) => ({ ...one, address: '2001:db8::9' }))
    expect(patternsOf(six, failing(10, { address: '2001:db8::2' }))).not.toContain('only-ipv6')
  })
})

describe('only large messages', () => {
  const failing = (sizes: readonly number[]): Delivery[] =>
    sizes.map((size, index) => ({ minute: 3 + index * 61.7, domain: `d${index % 6}.example`, fails: BODY, size }))

  test.each([
    ['from 100 kB to some MB', times(18, (index) => 100_000 * (index + 1)), true],
    ['all of one size', times(9, () => 1_000_000), true],
    ['four are too few', times(4, () => 1_000_000), false],
    ['as large as what passes', times(18, (index) => 600 + index * 1_000), false],
    ['small and large alike', times(18, (index) => (index % 2 === 0 ? 900 : 900_000)), false],
  ])('%s', (_what, sizes, found) => {
    const { patterns } = read(ordinary(3), failing(sizes))
    const large = patterns.find(({ pattern }) => pattern === 'only-large')
    expect(large !== undefined).toBe(found)
    if (large !== undefined) {
      expect(large.fromBytes).toBeGreaterThan(20_000)
      expect(large.fromBytes).toBeLessThanOrEqual(Math.min(...sizes))
    }
  })
})

describe('every so many seconds', () => {
  const beating = (seconds: number, count: number, jitter: (index: number) => number = () => 0): Delivery[] =>
    times(count, (index) => ({
      minute: 1 + (index * seconds + jitter(index)) / 60,
      domain: 'beat.example',
      fails: BANNER,
      exact: true,
    }))
  const beatOf = (deliveries: readonly Delivery[]): string | undefined =>
    read(ordinary(4), deliveries).patterns.find(({ pattern }) => pattern === 'periodic')?.detail

  test.each([
    [60, 60],
    [300, 40],
    [900, 24],
    [3_600, 14],
  ])('every %d s', (seconds, count) => {
    expect(beatOf(beating(seconds, count))).toBe(`every ${seconds} s`)
  })

  test('a second more or less is the same beat', () => {
    expect(beatOf(beating(300, 40, (index) => (index % 3) - 1))).toBe('every 300 s')
  })

  test('a beat that is missed now and then stays one', () => {
    const missed = beating(300, 60).filter((_, index) => index % 11 !== 5)
    expect(beatOf(missed)).toBe('every 300 s')
  })

  test.each([1, 2, 3, 4, 5])('what comes by chance has none, seed %d', (seed) => {
    const random = seeded(seed)
    let minute = 0
    const chance = times(40, () => ({
      minute: (minute += -Math.log(1 - random.next()) * 20),
      domain: 'chance.example',
      fails: BANNER,
      exact: true,
    }))
    expect(beatOf(chance)).toBeUndefined()
  })
})

describe('since when', () => {
  const from = (minute: number, to: number, everyMinutes: number): Delivery[] =>
    times(Math.floor((to - minute) / everyMinutes), (index) => ({
      minute: minute + index * everyMinutes,
      domain: `d${index % 20}.example`,
      fails: BANNER,
    }))
  const minuteOf = (iso: string | null | undefined): number => (Date.parse(iso ?? '') - Date.UTC(2024, 4, 1)) / 60_000

  test.each([
    [120, 1],
    [480, 1],
    [900, 2],
    [1_300, 1],
  ])('from minute %d to the end, one each %d minutes', (begins, every) => {
    const { incidents, patterns } = read(ordinary(5), from(begins, DAY, every))
    expect(incidents[0]?.open).toBe(true)
    expect(Math.abs(minuteOf(incidents[0]?.start) - begins)).toBeLessThanOrEqual(every + 1)
    expect(patterns.map(({ pattern }) => pattern)).toContain('since')
  })

  test.each([
    [200, 260],
    [600, 720],
    [1_000, 1_030],
  ])('from minute %d to %d: it is over', (begins, ends) => {
    const { incidents, patterns } = read(ordinary(6), from(begins, ends, 0.5))
    expect(incidents).toHaveLength(1)
    expect(incidents[0]?.open).toBe(false)
    expect(Math.abs(minuteOf(incidents[0]?.start) - begins)).toBeLessThanOrEqual(2)
    expect(Math.abs(minuteOf(incidents[0]?.end) - ends)).toBeLessThanOrEqual(2)
    expect(patterns.map(({ pattern }) => pattern)).not.toContain('since')
  })

  test('two outages are two', () => {
    expect(read(ordinary(7), from(200, 260, 0.5), from(900, 960, 0.5)).incidents).toHaveLength(2)
  })

  test('failures that grow with the load are none', () => {
    const random = seeded(8)
    const busy = times(4_000, () => ({ minute: 500 + random.next() * 400, domain: `d${random.below(20)}.example` }))
    const share = [...ordinary(8), ...busy].filter(() => random.chance(0.04)).map((one) => ({ ...one, fails: BANNER }))
    expect(read(ordinary(8), busy, share).incidents).toEqual([])
  })
})

describe('whom it hits', () => {
  const failing = (domains: readonly string[], mx?: string): Delivery[] =>
    times(24, (index) => ({
      minute: 5 + index * 47.1,
      domain: domains[index % domains.length] ?? '',
      fails: BANNER,
      ...(mx !== undefined && { mx }),
    }))

  test.each([
    ['one', ['sick.example'], 'only-one-destination'],
    ['everybody', times(20, (index) => `d${index}.example`), 'all-destinations'],
    ['two of many', ['d1.example', 'd2.example'], undefined],
  ])('%s', (_what, domains, wanted) => {
    const scopes = patternsOf(ordinary(9), failing(domains)).filter(
      (pattern) => pattern.endsWith('destination') || pattern.endsWith('destinations'),
    )
    expect(scopes).toEqual(wanted === undefined ? [] : [wanted])
  })

  test('the only destination of a log stands beside no others', () => {
    expect(patternsOf(failing(['sick.example']))).not.toContain('only-one-destination')
  })

  test('one MX of two, and both', () => {
    const good = times(30, (index) => ({ minute: index * 40, domain: 'two.example', mx: 'mx2.two.example' }))
    expect(patternsOf(ordinary(10), good, failing(['two.example'], 'mx1.two.example'))).toContain('only-one-mx')
    const both = failing(['two.example'], 'mx2.two.example').map((one) => ({ ...one, minute: one.minute + 9 }))
    expect(patternsOf(ordinary(10), failing(['two.example'], 'mx1.two.example'), both)).not.toContain('only-one-mx')
  })
})

describe('whose timer', () => {
  const timed = (seconds: readonly number[]): Delivery[] =>
    seconds.map((after, index) => ({
      minute: 2 + index * 31,
      domain: 'slow.example',
      delays: `1/0/0.4/${after}`,
      fails: BODY,
    }))

  test.each([
    ['five minutes', times(12, () => 300), 300],
    ['half a minute and a bit', times(12, (index) => 30 + (index % 4) / 10), 30],
    ['most agree', times(12, (index) => (index < 8 ? 180 : 20 * index)), 180],
    ['nobody agrees', times(12, (index) => 10 + index * 17), undefined],
  ])('%s', (_what, seconds, agreed) => {
    expect(read(ordinary(11, 100), timed(seconds)).clock[0]?.seconds).toBe(agreed)
  })
})
