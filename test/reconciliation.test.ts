import { existsSync, globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { CAUSES } from '../src/causes/index.ts'

/** Causes, tests, pages, lab faults and scenarios belong together: orphans are listed, both ways. */
const root = resolve(import.meta.dirname, '..')
const ids = new Set<string>(CAUSES.map(({ id }) => id))

const realised = new Set(
  globSync('lab/faults/*.ts', { cwd: root }).map(
    (file) => /realises: '([^']+)'/.exec(readFileSync(resolve(root, file), 'utf8'))?.[1] ?? file,
  ),
)

test('every cause has a test and a page', () => {
  expect([...ids].filter((id) => !existsSync(resolve(root, `src/causes/${id}.test.ts`)))).toEqual([])
  expect([...ids].filter((id) => !existsSync(resolve(root, `docs/causes/${id}.md`)))).toEqual([])
})

test('every lab fault realises a known cause, or a healthy case', () => {
  expect([...realised].filter((id) => !ids.has(id) && !id.startsWith('healthy/'))).toEqual([])
})

test('every cause has a lab fault', () => {
  expect([...ids].filter((id) => !realised.has(id))).toEqual([])
})

test('every fault has a scenario of its cause', () => {
  const recorded = new Set(
    globSync('test/scenarios/*/', { cwd: root }).map((path) => path.split('/').filter(Boolean).at(-1) ?? ''),
  )
  expect([...realised].filter((id) => !recorded.has(id.replace('/', '-')))).toEqual([])
})

test('every scenario belongs to a fault', () => {
  const folders = globSync('test/scenarios/*/', { cwd: root }).map(
    (path) => path.split('/').filter(Boolean).at(-1) ?? '',
  )
  const known = new Set([...realised].map((id) => id.replace('/', '-')))
  expect(folders.filter((folder) => !known.has(folder))).toEqual([])
})
