import { expect, test } from 'vitest'
import type { Clock } from '../domain/ports.ts'
import { createBell } from './bell.ts'

/** A clock that stands still; its sleeps end when the test says so, or when they are cancelled. */
function standingClock(): { clock: Clock; due: (() => void)[]; cancelled: () => number } {
  const due: (() => void)[] = []
  let cancelled = 0
  const clock: Clock = {
    now: () => 1_000,
    sleep: (_ms, signal) =>
      new Promise((resolve) => {
        due.push(resolve)
        signal?.addEventListener('abort', () => {
          cancelled += 1
          resolve()
        })
      }),
  }
  return { clock, due, cancelled: () => cancelled }
}

test('a ring ends a wait, one that came before it too', async () => {
  const bell = createBell(standingClock().clock)
  bell.ring()
  await bell.wait(5_000)
  const waiting = bell.wait(5_000)
  bell.ring()
  await waiting
})

test('waits whose time is over do not wait', async () => {
  const { clock, due } = standingClock()
  await createBell(clock).wait(1_000)
  expect(due).toEqual([])
})

test('one timer serves waits that end by ringing; a sooner one takes its place', async () => {
  const { clock, due, cancelled } = standingClock()
  const bell = createBell(clock)
  for (const untilMs of [4_000, 5_000, 6_000]) {
    const waiting = bell.wait(untilMs)
    bell.ring()
    await waiting
  }
  expect(due).toHaveLength(1)
  const sooner = bell.wait(2_000)
  expect(due).toHaveLength(2)
  expect(cancelled()).toBe(1)
  due[1]?.()
  await sooner
})

test('a timer that was set for an earlier wait wakes the later one, which waits again', async () => {
  const { clock, due } = standingClock()
  const bell = createBell(clock)
  const first = bell.wait(4_000)
  bell.ring()
  await first
  const second = bell.wait(9_000)
  due[0]?.()
  await second
  const again = bell.wait(9_000)
  expect(due).toHaveLength(2)
  due[1]?.()
  await again
})

test('muted, it leaves no timer, and an abort ends every wait', async () => {
  const { clock, cancelled } = standingClock()
  const ended = new AbortController()
  const bell = createBell(clock, ended.signal)
  const waiting = bell.wait(4_000)
  ended.abort()
  await waiting
  bell.mute()
  expect(cancelled()).toBe(1)
})
