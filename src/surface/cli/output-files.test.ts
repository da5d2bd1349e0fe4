import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeOutput } from './output-files.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hangup-output-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const at = (...names: readonly string[]): string => join(folder, ...names)
const modeOf = (path: string): number => statSync(path).mode & 0o7777

test('a new file is for its owner alone', async () => {
  await writeOutput(at('case.json'), 'new')
  expect(readFileSync(at('case.json'), 'utf8')).toBe('new')
  expect(modeOf(at('case.json'))).toBe(0o600)
  expect(readdirSync(folder)).toEqual(['case.json'])
})

test('a file that was there is replaced as a whole and keeps its mode', async () => {
  writeFileSync(at('case.json'), 'much that was there before')
  chmodSync(at('case.json'), 0o640)
  const before = statSync(at('case.json')).ino
  await writeOutput(at('case.json'), 'new')
  expect(readFileSync(at('case.json'), 'utf8')).toBe('new')
  expect(modeOf(at('case.json'))).toBe(0o640)
  expect(statSync(at('case.json')).ino).not.toBe(before)
  expect(readdirSync(folder)).toEqual(['case.json'])
})

test.each(['relative', 'absolute'])('a link stays, and leads to what was written (%s)', async (kind) => {
  mkdirSync(at('kept'))
  mkdirSync(at('named'))
  writeFileSync(at('kept', 'case.json'), 'old')
  symlinkSync(kind === 'relative' ? '../kept/case.json' : at('kept', 'case.json'), at('named', 'latest.json'))
  symlinkSync('latest.json', at('named', 'link-to-link.json'))
  await writeOutput(at('named', 'link-to-link.json'), 'new')
  expect(readlinkSync(at('named', 'link-to-link.json'))).toBe('latest.json')
  expect(readFileSync(at('kept', 'case.json'), 'utf8')).toBe('new')
  expect(readdirSync(at('kept'))).toEqual(['case.json'])
})

test('a link whose file is not there yet gets one', async () => {
  mkdirSync(at('kept'))
  symlinkSync('kept/case.json', at('latest.json'))
  await writeOutput(at('latest.json'), 'new')
  expect(readlinkSync(at('latest.json'))).toBe('kept/case.json')
  expect(readFileSync(at('kept', 'case.json'), 'utf8')).toBe('new')
})

test('all names of a file lead to what was written', async () => {
  writeFileSync(at('case.json'), 'old')
  linkSync(at('case.json'), at('other-name.json'))
  await writeOutput(at('case.json'), 'new')
  expect(readFileSync(at('other-name.json'), 'utf8')).toBe('new')
})

test('links that lead in a circle are a problem of the user', async () => {
  symlinkSync('b', at('a'))
  symlinkSync('a', at('b'))
  await expect(writeOutput(at('a'), 'new')).rejects.toThrow(/cannot write .*circle/)
})

test('what is no file is written to, and stays what it is', async () => {
  execFileSync('mkfifo', [at('pipe')])
  const read = readFile(at('pipe'), 'utf8')
  await writeOutput(at('pipe'), 'new')
  expect(await read).toBe('new')
  expect(statSync(at('pipe')).isFIFO()).toBe(true)
})

const WRITE = `import { writeOutput } from ${JSON.stringify(join(import.meta.dirname, 'output-files.ts'))}
const [octets, ...paths] = process.argv.slice(2)
for (const path of paths)
  await writeOutput(path, 'x'.repeat(Number(octets))).catch((error) => {
    console.error(error.message)
    process.exitCode = 2
  })
`

/** Writes so many octets to each file, in a process of its own that a shell has prepared. */
function written(prepare: string, octets: number, paths: readonly string[]) {
  writeFileSync(at('write.mts'), WRITE)
  const argv = ['-c', `${prepare}; exec "$0" "$@"`, process.execPath, at('write.mts'), String(octets), ...paths]
  const { status, stderr } = spawnSync('sh', argv, { encoding: 'utf8' })
  return { status, stderr }
}

test('where not all of it can be written, what was there stays and nothing is left beside it', () => {
  mkdirSync(at('out'))
  writeFileSync(at('out', 'old.json'), 'what was there')
  const { status, stderr } = written('ulimit -f 64', 1_000_000, [at('out', 'old.json'), at('out', 'new.json')])
  expect(status).toBe(2)
  expect(stderr).toMatch(
    /cannot write .*old\.json: the file would be too large\n.*new\.json: the file would be too large/,
  )
  expect(readFileSync(at('out', 'old.json'), 'utf8')).toBe('what was there')
  expect(readdirSync(at('out'))).toEqual(['old.json'])
})

test('standard output by its name goes behind what the shell has led there before', () => {
  expect(written(`exec >>${at('led-here')}; echo before`, 3, ['/dev/stdout'])).toEqual({ status: 0, stderr: '' })
  expect(readFileSync(at('led-here'), 'utf8')).toBe('before\nxxx')
})
