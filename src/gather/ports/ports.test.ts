import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { systemClock } from './clock.ts'
import { systemExec } from './exec.ts'
import { systemFiles } from './files.ts'

const node = process.execPath

test.each<[string, readonly string[], object]>([
  [
    'what it says and how it ends',
    ['-e', 'console.log("out"); console.error("err"); process.exit(3)'],
    { kind: 'done', exitCode: 3, stdout: 'out\n', stderr: 'err\n' },
  ],
  [
    'no shell looks at the words',
    ['-p', 'process.argv[1]', '$(id) `id`; *'],
    { kind: 'done', stdout: '$(id) `id`; *\n' },
  ],
  ['the C locale', ['-p', 'process.env.LC_ALL'], { stdout: 'C\n' }],
  [
    'killed by a signal',
    ['-e', 'process.kill(process.pid, "SIGTERM"); setTimeout(() => {}, 9e3)'],
    { kind: 'done', exitCode: 128 },
  ],
])('a program: %s', async (_name, args, expected) => expect(await systemExec.run(node, args)).toMatchObject(expected))

test('a program reads what we have for it, or does not', async () => {
  expect(await systemExec.run(node, ['-e', 'process.stdin.pipe(process.stdout)'], { stdin: 'hello' })).toMatchObject({
    stdout: 'hello',
  })
  expect(await systemExec.run(node, ['-e', '0'], { stdin: 'x'.repeat(1_000_000) })).toMatchObject({
    kind: 'done',
    exitCode: 0,
  })
})

test('a flood is cut at 4 MB and still ends', async () => {
  const result = await systemExec.run(node, [
    '-e',
    'for (let i = 0; i < 6; i++) require("fs").writeSync(1, "x".repeat(1e6))',
  ])
  expect(result).toMatchObject({ kind: 'done', exitCode: 0 })
  expect(result.kind === 'done' && result.stdout.length).toBe(4 * 1024 * 1024)
})

test.each(['/no/such/program', 'no-such-program-anywhere', '/etc/passwd'])('%s is missing', async (command) => {
  expect(await systemExec.run(command, [])).toEqual({ kind: 'missing' })
})

test('a program that does not end is ended, its child as little waited for', async () => {
  const args = [
    '-e',
    'require("child_process").spawn(process.execPath, ["-e", "setTimeout(() => {}, 3000)"], { stdio: "inherit" }); setTimeout(() => {}, 9e3)',
  ]
  expect(await systemExec.run(node, args, { timeoutMs: 300 })).toEqual({ kind: 'timeout' })
})

test('a program that is no longer wanted is ended, or not begun', async () => {
  const wanted = new AbortController()
  const running = systemExec.run(node, ['-e', 'setTimeout(() => {}, 9e3)'], { signal: wanted.signal })
  wanted.abort()
  expect(await running).toEqual({ kind: 'timeout' })
  expect(await systemExec.run(node, ['-e', ''], { signal: wanted.signal })).toEqual({ kind: 'timeout' })
})

test('files: the text, at most so much of it, or nothing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hangup-'))
  const path = join(folder, 'x')
  writeFileSync(path, 'héllo '.repeat(20_000))
  expect((await systemFiles.readText(path))?.length).toBe(120_000)
  expect(await systemFiles.readText(path, 6)).toBe('héllo')
  expect(await systemFiles.readText(folder)).toBeUndefined()
  expect(await systemFiles.readText(join(folder, 'y'))).toBeUndefined()
})

test('a sleep ends early when it is aborted', async () => {
  const controller = new AbortController()
  const pause = systemClock.sleep(60_000, controller.signal)
  controller.abort()
  await expect(pause).resolves.toBeUndefined()
})
