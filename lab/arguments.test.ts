import { expect, test } from 'vitest'
import { HELP, readArguments } from './arguments.ts'

test('without words every fault runs once', () => {
  expect(readArguments([])).toMatchObject({ only: [], seeds: [1], jobs: 6, prove: false })
})

test('several faults, several seeds', () => {
  expect(readArguments(['--only', 'pmtu', '--only', 'tls-', '--seed', '7', '--seeds', '3'])).toMatchObject({
    only: ['pmtu', 'tls-'],
    seeds: [7, 8, 9],
  })
})

test.each([
  ['an unknown option', ['--frobnicate'], /--frobnicate/],
  ['a word without an option', ['pmtu'], /pmtu/],
  ['no number of jobs', ['--jobs', 'all'], /--jobs/],
  ['no seeds at all', ['--seeds', '0'], /--seeds/],
  ['an option without its value', ['--record'], /--record/],
])('%s is a problem with a name', (_what, words, says) => {
  expect(readArguments(words)).toMatch(says)
})

test('the help names every option', () => {
  const options = ['only', 'seed', 'seeds', 'jobs', 'record', 'score', 'bars', 'prove', 'keep', 'sweep', 'list']
  for (const option of [...options, 'install', 'help']) expect(HELP).toMatch(new RegExp(`^  --${option}\\b`, 'm'))
})
