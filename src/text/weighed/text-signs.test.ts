import { expect, test } from 'vitest'
import { textSigns } from './text-signs.ts'

test('words, pairs of them and letters that stand together are signs', () => {
  expect([...textSigns('lost line')].toSorted()).toEqual(
    ['=line', '=lost', '_lin', '_los', 'ine_', 'line', 'lost', 'lost=line', 'ost_'].toSorted(),
  )
})

test('addresses, hosts and long numbers stand for their kind', () => {
  const signs = textSigns('connect to mx1.example.net 192.0.2.25:25 for bob@example.org, queue 48151623')
  expect([...signs].filter((sign) => sign.startsWith('='))).toEqual([
    '=connect',
    '=to',
    '=host',
    '=ipaddr',
    '=for',
    '=addr',
    '=queue',
    '=num',
  ])
})

test('accents and capitals make no other sign', () => {
  expect(textSigns('Verbindung ZURÜCKGESETZT')).toEqual(textSigns('verbindung zuruckgesetzt'))
})

test('of a text without end only the beginning is weighed', () => {
  expect(textSigns('x'.repeat(1_000_000)).size).toBeLessThan(10)
  expect(textSigns(Array.from({ length: 100_000 }, (_, at) => `word${at % 997}`).join(' ')).size).toBeLessThan(900)
})
