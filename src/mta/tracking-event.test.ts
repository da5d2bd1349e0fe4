import { expect, test } from 'vitest'
import { openExportedTimes } from './tracking-event.ts'

const told = (...stamps: readonly string[]): readonly string[] => {
  const timeMs = openExportedTimes()
  return stamps.map((stamp) => new Date(timeMs(stamp)).toISOString().slice(0, 16))
}

test('behind a row whose day can be no month the day stands first, with slashes too', () => {
  expect(told('13/05/2024 00:00:04', '01/06/2024 00:00')).toEqual(['2024-05-13T00:00', '2024-06-01T00:00'])
})

test('America writes the month first, Germany the day, ISO 8601 is told apart', () => {
  expect(told('5/13/2024 00:00', '1/6/2024 0:00:04')).toEqual(['2024-05-13T00:00', '2024-01-06T00:00'])
  expect(told('5/1/2024 12:00:04 PM', '01.06.2024 00:00:04', '2024-06-01 00:00:04')).toEqual([
    '2024-05-01T12:00',
    '2024-06-01T00:00',
    '2024-06-01T00:00',
  ])
})
