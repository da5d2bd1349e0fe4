import { writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { bundle } from '../scripts/bundle.ts'

/** Bundles a program as it is published, so that the stripping of types (half a second) is not measured. Gives the file to run. */
export async function publish(program: string, dir: string): Promise<string> {
  const to = join(dir, 'published')
  await bundle(program, to)
  writeFileSync(join(to, 'package.json'), '{"type":"module"}')
  return join(to, basename(program).replace(/ts$/, 'js'))
}
