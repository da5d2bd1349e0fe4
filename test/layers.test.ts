import { globSync, readFileSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

/** What each folder of src may import (`text`, `mta`, `flow`, `probe` and `gather` also read the wire codecs). */
const PURE = ['base', 'domain']
const MAY: Record<string, readonly string[]> = {
  base: [],
  domain: ['base'],
  wire: PURE,
  causes: PURE,
  text: [...PURE, 'wire'],
  mta: [...PURE, 'wire'],
  flow: [...PURE, 'wire'],
  reason: PURE,
  trend: PURE,
  report: PURE,
  probe: [...PURE, 'wire'],
  gather: [...PURE, 'wire', 'mta'],
  app: [...PURE, 'wire', 'causes', 'text', 'mta', 'flow', 'reason', 'trend', 'report', 'probe', 'gather'],
  surface: [...PURE, 'app', 'report'],
}
/** Layers 0 to 3: no clock, no chance, no node: module, so that they give the same answer for ever. */
const WITHOUT_IO = new Set(['base', 'domain', 'wire', 'causes', 'text', 'mta', 'flow', 'reason', 'trend', 'report'])

/** The globals that bring the clock, chance or the world in. */
const OUTSIDE =
  /\bnew Date\(\)|\b(?:Date\.now|Math\.random|performance\.now|fetch|set(?:Timeout|Interval|Immediate))\(|\bprocess\.(?:env|argv|std|exit|cwd|on|platform|hrtime|memoryUsage)|\b(?:crypto|globalThis)\.\w+/g

const root = resolve(import.meta.dirname, '../src')
const files = globSync('**/*.ts', { cwd: root }).filter((file) => !file.endsWith('.test.ts'))

test.each(files)('%s keeps to its layer', (file) => {
  const layer = file.split('/')[0] ?? ''
  const text = readFileSync(resolve(root, file), 'utf8')
  const imports = importsOf(text)
  const folders = imports
    .filter((name) => name.startsWith('.'))
    .map((name) => relative(root, resolve(root, dirname(file), name)).split('/')[0] ?? '')
  expect(folders.filter((folder) => folder !== layer && !(MAY[layer] ?? []).includes(folder))).toEqual([])
  if (!WITHOUT_IO.has(layer)) return
  // No package either: what one does is out of our sight.
  expect(imports.filter((name) => !name.startsWith('.'))).toEqual([])
  expect(text.match(OUTSIDE)).toBeNull()
})

test('an import is seen in whatever form it is written', () => {
  expect(
    importsOf(`import type { A } from './one.ts'
import {
  B,
  type C,
} from './two.ts'
import './three.ts'
export { D } from './four.ts'
const { E } = await import('./five.ts')`),
  ).toEqual(['./one.ts', './two.ts', './three.ts', './four.ts', './five.ts'])
})

/** The names of modules; a list of names may go over several lines. */
function importsOf(text: string): readonly string[] {
  const imports =
    /^(?:import|export)\s+(?:(?:type\s+)?(?:\*|\w+|\{[^}]*\})[^'"\n]*from\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm
  return [...text.matchAll(imports)].map((match) => match[1] ?? match[2] ?? '')
}
