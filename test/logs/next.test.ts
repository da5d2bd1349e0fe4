import { expect, test } from 'vitest'
import type { ReasonRow } from '../../src/app/logs/document.ts'
import { nextCommands } from '../../src/app/logs/next-commands.ts'

const row = (domain: string, text: string): ReasonRow => ({
  symptom: 'drop.lost',
  stage: null,
  cause: null,
  count: 9,
  text,
  queueId: '4DCnd66HyzA',
  domain,
})

test('one failure: what else there is to ask of it', () => {
  expect(nextCommands([row('a.example', 'lost')], 0, ['mail.log'])).toEqual([
    'hangup diagnose a.example --symptom lost',
    'hangup logs mail.log --trace 4DCnd66HyzA',
    'hangup logs mail.log --destination a.example',
    'hangup explain lost',
  ])
})

test('of a failure without words no text is asked about', () => {
  expect(nextCommands([row('a.example', ''), row('', '')], 0, ['mail.log'])).toEqual([
    'hangup diagnose a.example',
    'hangup logs mail.log --trace 4DCnd66HyzA',
    'hangup logs mail.log --destination a.example',
  ])
})

test('many failures: five commands', () => {
  const rows = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => row(`${name}.example`, `lost ${name}`))
  expect(nextCommands(rows, 0, ['mail.log'])).toEqual([
    "hangup diagnose a.example --symptom 'lost a'",
    "hangup diagnose b.example --symptom 'lost b'",
    'hangup logs mail.log --trace 4DCnd66HyzA',
    "hangup diagnose c.example --symptom 'lost c'",
    "hangup diagnose d.example --symptom 'lost d'",
  ])
})

test('the same domain is asked once, another text of it is explained', () => {
  const rows = [row('a.example', 'lost'), row('a.example', 'timed out'), row('', 'refused')]
  expect(nextCommands(rows, 3, ['mail.log'])).toEqual([
    'hangup diagnose a.example --symptom lost',
    "hangup explain 'timed out'",
    'hangup logs mail.log --trace 4DCnd66HyzA',
    'hangup logs mail.log --unknown',
    'hangup explain refused',
  ])
})

test('a server that many destinations share is asked itself', () => {
  const shared = { ...row('a.example', 'lost'), server: 'relay.example' }
  expect(nextCommands([shared, { ...row('b.example', 'shut'), server: '[relay' }], 0, ['mail.log'])).toEqual([
    'hangup diagnose relay.example --symptom lost',
    'hangup diagnose b.example --symptom shut',
    'hangup logs mail.log --trace 4DCnd66HyzA',
    'hangup logs mail.log --destination a.example',
    'hangup explain lost',
  ])
})

test('nothing failed: nothing to ask', () => {
  expect(nextCommands([], 0, ['mail.log'])).toEqual([])
})

test.each([
  ['long labels that end in no letter of a name', `b.${'a'.repeat(200)}_`, `b.${'a'.repeat(200)}_`],
  ['many labels', `${'a.'.repeat(120)}!`, undefined],
  ['an option', '-oProxy.example', undefined],
  ['a command', 'a.example;reboot', undefined],
])('a domain of %s: asked at once, or not at all', (_what, domain, target) => {
  expect(nextCommands([row(domain, 'lost')], 0, [])[0]).toBe(
    target === undefined ? 'hangup explain lost' : `hangup diagnose ${target} --symptom lost`,
  )
})

test('words that begin with a dash are no option of explain', () => {
  expect(nextCommands([row('', '-oops now')], 0, [])[0]).toBe("hangup explain -- '-oops now'")
})
