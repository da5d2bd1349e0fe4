import { expect, it } from 'vitest'
import { segmentOf } from '../../test/kit/tcp-flow.ts'
import { createSession } from './session.ts'
import { createSettled, keyOf, keyOfPacket } from './settled.ts'

it('a session and the packets of both its sides have one key, of one family', () => {
  for (const family of [4, 6] as const) {
    const first = segmentOf({ from: 'client', flags: 'S' }, { family })
    const key = keyOf(createSession(1, 0, first, 0))
    expect(keyOfPacket(segmentOf({ from: 'client' }, { family }))).toBe(key)
    expect(keyOfPacket(segmentOf({ from: 'server' }, { family }))).toBe(key)
    expect(keyOfPacket(segmentOf({ from: 'client' }, { family, clientPort: 9 }))).not.toBe(key)
  }
})

it('what ended is known until it has lingered', () => {
  const settled = createSettled(100)
  settled.add('a', 1000)
  expect(settled.has('a', 1099)).toBe(true)
  expect(settled.has('a', 1100)).toBe(false)
  expect(settled.has('b', 1000)).toBe(false)
  settled.sweep(1099)
  expect(settled.size).toBe(1)
  settled.sweep(1100)
  expect(settled.size).toBe(0)
  settled.add('a', 1000)
  settled.forget('a')
  expect(settled.has('a', 1001)).toBe(false)
})
