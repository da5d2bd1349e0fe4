import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'

/** What `npm run new-cause` and `npm run new-mta` leave to be written is marked TODO; nothing of it lands. */
const root = resolve(import.meta.dirname, '../..')
const files = ['src/**/*.{ts,md}', 'lab/**/*.ts', 'docs/{causes,mta}/**/*.md'].flatMap((glob) =>
  globSync(glob, { cwd: root }),
)

test('nothing is left TODO', () => {
  const left = files.flatMap((file) =>
    readFileSync(resolve(root, file), 'utf8')
      .split('\n')
      .flatMap((line, index) => (/\bTODO\b/.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : [])),
  )
  expect(left, 'write these, then take the word TODO away').toEqual([])
})
