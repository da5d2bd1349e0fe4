import { describe, expect, it } from 'vitest'
import { segmentOf } from '../../test/kit/tcp-flow.ts'
import { hashOf } from './flow-key.ts'
import { createSessionIndex } from './session-index.ts'
import { createSession, type Session } from './session.ts'

const HASH = 5
const sessionAt = (clientPort: number, lastUs = 0): Session => ({
  ...createSession(clientPort, HASH, segmentOf({ from: 'client' }, { clientPort }), 0),
  lastUs,
})

describe('sessions of the same hash', () => {
  const index = createSessionIndex()
  const found = (clientPort: number): number | undefined => {
    const segment = segmentOf({ from: 'server' }, { clientPort })
    return index.find(HASH, segment, segment.sourceAt, segment.targetAt)?.number
  }
  const visited = (): readonly number[] => {
    const numbers: number[] = []
    index.each(({ number }) => numbers.push(number))
    return numbers.toSorted((a, b) => a - b)
  }

  it('are found one by one, and stay so when others are taken out', () => {
    const [one, two, three] = [sessionAt(1), sessionAt(2), sessionAt(3)]
    for (const session of [one, two, three]) index.add(session)
    expect([1, 2, 3, 4].map(found)).toEqual([1, 2, 3, undefined])
    index.remove(two)
    expect([found(1), found(2), found(3), index.size]).toEqual([1, undefined, 3, 2])
    expect(visited()).toEqual([1, 3])
    index.remove(three)
    expect([found(1), found(3), index.size]).toEqual([1, undefined, 1])
    index.remove(one)
    expect([found(1), index.size, visited()]).toEqual([undefined, 0, []])
  })

  it('may be taken out while they are visited', () => {
    for (const port of [1, 2, 3]) index.add(sessionAt(port))
    index.each((session) => index.remove(session))
    expect(index.size).toBe(0)
  })
})

it('the quietest has the oldest last packet', () => {
  const index = createSessionIndex()
  for (const [port, lastUs] of [
    [1, 300],
    [2, 100],
    [3, 200],
  ] as const)
    index.add({ ...sessionAt(port, lastUs), hash: port })
  expect(index.quietest()?.number).toBe(2)
})

it.each([4, 6] as const)('both directions of a flow have one hash, and other flows another: IPv%i', (family) => {
  const hash = (from: 'client' | 'server', clientPort: number): number => {
    const segment = segmentOf({ from }, { family, clientPort })
    return hashOf(segment, segment.sourceAt, segment.targetAt)
  }
  expect(hash('client', 1)).toBe(hash('server', 1))
  expect(new Set(Array.from({ length: 200 }, (_, port) => hash('client', port))).size).toBe(200)
})
