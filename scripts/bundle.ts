import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { rolldown } from 'rolldown'
import manifest from '../package.json' with { type: 'json' }
import { withPlainBuiltins } from './builtins.ts'

const root = resolve(import.meta.dirname, '..')

/**
 * Writes a program as it is published: a few files, one for each lazy import and one for what several of them share. To load a module
 * costs Node half a millisecond of processor time, and a diagnosis has several hundred (docs/decisions/0007). Dependencies stay packages.
 * Gives the names of the packages that went in.
 */
export async function bundle(program: string, dir: string): Promise<readonly string[]> {
  const build = await rolldown({
    cwd: root,
    input: program,
    platform: 'node',
    external: [/^node:/, ...Object.keys(manifest.dependencies)],
  })
  const { output } = await build.generate({
    format: 'esm',
    // V8 keeps and hashes a source of ASCII alone in half the octets.
    charset: 'ascii',
    comments: false,
    // Names and code stay as they are, for the stack traces of `--debug`.
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
  })
  await build.close()
  const chunks = output.filter((file) => file.type === 'chunk')
  for (const { fileName, code, isEntry } of chunks) {
    mustBeAscii(fileName, code)
    const path = join(dir, fileName)
    mkdirSync(dirname(path), { recursive: true })
    // The entry must get so far on an old Node as to say that it is one.
    writeFileSync(path, isEntry ? code : withPlainBuiltins(code))
  }
  return [...new Set(chunks.flatMap(({ moduleIds }) => moduleIds.flatMap(packageOf)))]
}

function packageOf(module: string): readonly string[] {
  const name = /\/node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*\/node_modules\/)/.exec(module)?.[1]
  return name === undefined ? [] : [name]
}

/** rolldown escapes what stands in ordinary strings and expressions; in a raw template it cannot. */
function mustBeAscii(fileName: string, code: string): void {
  const found = /.{0,20}[^\0-\x7f].{0,20}/.exec(code)
  if (found !== null)
    throw new Error(`Cannot bundle ${fileName}: not ASCII, and to be put into an ordinary string: ${found[0]}`)
}
