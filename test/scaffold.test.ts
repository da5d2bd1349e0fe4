import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

/** What `npm run new-cause` and `npm run new-mta` write, into a copy of the repo: it compiles, and lint and formatter are content. */
const root = resolve(import.meta.dirname, '..')
const copy = mkdtempSync(join(tmpdir(), 'hangup-scaffold-'))
const CAUSE = ['src/causes/receiver/trial.ts', 'src/causes/receiver/trial.test.ts', 'lab/faults/receiver-trial.ts']
const MTA = ['src/mta/trial-mta/log.ts', 'src/mta/trial-mta/log.test.ts', 'docs/mta/trial-mta.md']
const REGISTERED = ['src/domain/software.ts', 'src/app/logs/formats.ts']

async function ran(program: string, ...args: readonly string[]): Promise<{ code: number; says: string }> {
  return promisify(execFile)(program, args, { cwd: copy }).then(
    ({ stdout, stderr }) => ({ code: 0, says: stdout + stderr }),
    (error: { code: number; stdout: string; stderr: string }) => ({
      code: error.code,
      says: error.stdout + error.stderr,
    }),
  )
}

const script = (name: string, ...args: readonly string[]) => ran(process.execPath, `scripts/${name}.ts`, ...args)
const tool = (name: string, ...args: readonly string[]) => ran(join(copy, 'node_modules/.bin', name), ...args)

beforeAll(async () => {
  for (const folder of ['src', 'lab', 'scripts', 'test/kit', 'test/logs'])
    cpSync(resolve(root, folder), join(copy, folder), { recursive: true })
  for (const file of ['package.json', 'tsconfig.json', '.oxlintrc.json', '.oxfmtrc.json'])
    cpSync(resolve(root, file), join(copy, file))
  symlinkSync(resolve(root, 'node_modules'), join(copy, 'node_modules'))
  expect(await script('new-cause', 'receiver/trial')).toMatchObject({ code: 0 })
  expect(await script('new-mta', 'trial-mta')).toMatchObject({ code: 0 })
  writeFileSync(
    join(copy, 'tsconfig.trial.json'),
    JSON.stringify({ extends: './tsconfig.json', include: [], files: [...CAUSE, ...MTA.slice(0, 2), ...REGISTERED] }),
  )
})
afterAll(() => rmSync(copy, { recursive: true, force: true }))

describe('what the scaffold writes', () => {
  test('compiles', async () => {
    expect(await tool('tsc', '--noEmit', '-p', 'tsconfig.trial.json')).toEqual({ code: 0, says: '' })
  })

  test('is formatted', async () => {
    expect(await tool('oxfmt', '--check', ...CAUSE, ...MTA, ...REGISTERED)).toMatchObject({ code: 0 })
  })

  test('has nothing that lint minds', async () => {
    expect(await tool('oxlint', '--deny-warnings', ...CAUSE, ...MTA, ...REGISTERED)).toMatchObject({ code: 0 })
  })

  test('is registered: the index takes the cause, and the logs have the reader', async () => {
    expect(await script('generate')).toMatchObject({ code: 0 })
    expect(readFileSync(join(copy, 'src/causes/index.ts'), 'utf8')).toContain('./receiver/trial.ts')
    expect(readFileSync(join(copy, 'src/app/logs/formats.ts'), 'utf8')).toContain("software: 'trial-mta'")
  })
})

test.each([
  ['new-cause', 'receiver/trial', /exists already: src\/causes\/receiver\/trial\.ts/],
  ['new-cause', 'nothing/trial', /CLASS is one of tls, /],
  ['new-cause', 'receiver/Trial', /NAME is kebab-case/],
  ['new-mta', 'trial-mta', /exists already/],
  ['new-mta', 'postfix', /exists already/],
  ['new-mta', '../trial', /NAME is kebab-case/],
])('%s %s says what is wrong, and writes nothing', async (name, argument, says) => {
  const { code, says: said } = await script(name, argument)
  expect(code).toBe(2)
  expect(said).toMatch(says)
  expect(said).not.toMatch(/wrote|changed/)
})
