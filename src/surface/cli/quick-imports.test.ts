import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

/** The command line as it is started: through main.ts, where the imports are short-cut. */
const main = resolve(import.meta.dirname, 'main.ts')

test.each([
  ['a verb with many modules', ['explain', '--json', '550 5.1.1 unknown'], 1, '"recipient.unknown"'],
  ['a verb with a package of its own', ['schema', 'diagnosis'], 0, 'json-schema.org'],
] as const)('%s is found', async (_name, argv, code, says) => {
  const ended = await promisify(execFile)(process.execPath, [main, ...argv]).then(
    ({ stdout }) => ({ stdout, code: 0 }),
    (error: { stdout: string; code: number }) => error,
  )
  expect(ended.code).toBe(code)
  expect(ended.stdout).toContain(says)
})
