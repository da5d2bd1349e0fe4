import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { writeLever } from '../src/mta/remedies.ts'
import { EVERY_LEVER } from './kit/every-lever.ts'

const PLACES = [
  { domain: 'example.org', address: '192.0.2.1' },
  { domain: 'example.org', address: '2001:db8::1' },
  { relay: { host: 'mx1.example.net', port: 25 }, address: '192.0.2.1' },
  { relay: { host: 'mx1.example.net', port: 587 } },
  { domain: 'example.org', ours: { instances: ['/etc/postfix-out'] } },
  {},
] as const

const commands = [
  ...new Set(
    PLACES.flatMap((to) => EVERY_LEVER.flatMap((lever) => writeLever(lever, to)))
      .flatMap(({ steps, undo }) => [...steps, ...undo])
      .flatMap((step) => (step.kind === 'command' && step.shell === 'sh' ? [step.run] : [])),
  ),
]

test.skipIf(process.platform === 'win32')('every command is whole: the shell reads it to its end', () => {
  expect(commands.length).toBeGreaterThan(100)
  // One shell reads all; each stands in a function of its own, so that nothing open in one is closed by the next.
  const all = commands.map((run, index) => `f${index}() {\n${run}\n}`).join('\n')
  expect(execFileSync('sh', ['-n'], { input: all, encoding: 'utf8' })).toBe('')
})

test('no line is so long that nobody reads it', () => {
  expect(commands.flatMap((run) => run.split('\n')).filter((line) => line.length > 280)).toEqual([])
})
