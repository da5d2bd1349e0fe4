import { expect, test } from 'vitest'
import type { Stage } from '../domain/stage.ts'
import { watchSilence } from './silence-watch.ts'

/** What is done, and when the next is due, as the quiet grows by half a second. */
function done(stage: Stage, isWatched: boolean): readonly string[] {
  const seen: string[] = []
  const watch = watchSilence({
    stage,
    silenceAfterMs: 1_000,
    isWatched,
    tell: () => void seen.push('told'),
    ask: () => void seen.push('asked'),
  })
  for (const quietMs of [0, 500, 1_000, 1_500, 2_000]) seen.push(`${quietMs}: ${watch(quietMs)}`)
  return seen
}

test('a silence is told of once, and then the kernel is asked once', () => {
  expect(done('mail', true)).toEqual([
    '0: 1000',
    '500: 1000',
    'told',
    '1000: 1500',
    'asked',
    '1500: Infinity',
    '2000: Infinity',
  ])
})

test.each<[string, Stage, boolean, readonly string[]]>([
  ['nobody watches', 'mail', false, ['told']],
  ['a filter may think at the dot', 'dot', true, ['told']],
  ['the farewell needs no answer', 'quit', true, []],
])('%s', (_name, stage, isWatched, deeds) => {
  expect(done(stage, isWatched).filter((one) => !one.includes(':'))).toEqual(deeds)
})

test('what progress delays is done when the quiet has lasted', () => {
  const told: number[] = []
  let quiet = 0
  const watch = watchSilence({
    stage: 'body',
    silenceAfterMs: 1_000,
    isWatched: true,
    tell: () => void told.push(quiet),
    ask: () => undefined,
  })
  for (quiet of [900, 0, 900, 0, 1_100]) watch(quiet)
  expect(told).toEqual([1_100])
})
