import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { causePage, causesIndexPage } from '../scripts/cause-page.ts'
import { LOG_FORMATS } from '../src/app/logs/formats.ts'
import { CAUSES } from '../src/causes/index.ts'

/** Causes, tests, pages, lab faults and scenarios belong together: orphans are listed, both ways, with what to do. */
const root = resolve(import.meta.dirname, '..')
const has = (file: string): boolean => existsSync(resolve(root, file))
const read = (file: string): string => (has(file) ? readFileSync(resolve(root, file), 'utf8') : '')

const ids = CAUSES.map(({ id }): string => id)
const known = new Set(ids)
const faults = globSync('lab/faults/*.ts', { cwd: root }).map((file) => ({
  name: basename(file, '.ts'),
  realises: /realises: '([^']+)'/.exec(read(file))?.[1] ?? file,
}))
const realised = new Set(faults.map(({ realises }) => realises))
const scenarios = globSync('test/scenarios/*/', { cwd: root }).map((path) => basename(path))

test('every cause stands in the index, and its page is current', () => {
  const files = globSync('src/causes/*/*.ts', { cwd: root }).filter(
    (file) => !file.endsWith('.test.ts') && basename(dirname(file)) !== 'shared',
  )
  const unlisted = files.filter((file) => !known.has(file.slice('src/causes/'.length, -'.ts'.length)))
  const pages = [
    ...CAUSES.map((cause) => [`docs/causes/${cause.id}.md`, causePage(cause)] as const),
    ['docs/causes/README.md', causesIndexPage(CAUSES)] as const,
  ]
  const stale = pages.filter(([file, page]) => read(file) !== page).map(([file]) => file)
  expect([...unlisted, ...stale], 'run `npm run generate`').toEqual([])
})

test('every cause has a test', () => {
  const tests = ids.map((id) => `src/causes/${id}.test.ts`)
  expect(
    tests.filter((file) => !has(file)),
    'write these; test/kit/cause-cases.ts has their form',
  ).toEqual([])
})

test('every lab fault realises a known cause, or a healthy case', () => {
  const lost = [...realised].filter((id) => !known.has(id) && !id.startsWith('healthy/'))
  expect(lost, '`realises` names no cause; is it in the index (`npm run generate`)?').toEqual([])
})

test('every cause has a lab fault', () => {
  const missing = ids.filter((id) => !realised.has(id))
  expect(missing, 'write lab/faults/CLASS-NAME.ts that makes it (lab/README.md, “A fault”)').toEqual([])
})

test('every fault has a scenario of its cause', () => {
  const folders = new Set(scenarios)
  const missing = faults
    .filter(({ realises }) => !folders.has(realises.replace('/', '-')))
    .map(({ name }) => `npm run lab -- --only ${name} --record test/scenarios`)
  expect(missing, 'record these, as root on Linux; where you are not, say so in the change').toEqual([])
})

test('every scenario belongs to a fault', () => {
  const folders = new Set([...realised].map((id) => id.replace('/', '-')))
  const lost = scenarios.filter((folder) => !folders.has(folder))
  expect(lost, 'no fault in lab/faults makes these: was it renamed?').toEqual([])
})

test('every log reader is registered, has samples with their origin, and a page', () => {
  const missing = globSync('src/mta/*/log.ts', { cwd: root }).flatMap((file) => {
    const name = basename(dirname(file))
    return [
      ...(LOG_FORMATS.some(({ software }) => software === name) ? [] : [`${name} in src/app/logs/formats.ts`]),
      ...(has(`src/mta/${name}/samples`) ? [] : [`src/mta/${name}/samples/, with an ORIGIN.md`]),
      ...(has(`docs/mta/${name}.md`) ? [] : [`docs/mta/${name}.md`]),
    ]
  })
  expect(missing, 'these belong to a reader').toEqual([])
})
