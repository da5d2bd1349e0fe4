import { chmodSync, copyFileSync, mkdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { bundle } from './bundle.ts'

const root = resolve(import.meta.dirname, '..')
const dist = join(root, 'dist')
rmSync(dist, { recursive: true, force: true })
const packages = await bundle('src/surface/cli/main.ts', join(dist, 'surface/cli'))
chmodSync(join(dist, 'surface/cli/main.js'), 0o755)
// Who hands on a package hands on its licence.
mkdirSync(join(dist, 'licenses'))
for (const name of packages)
  copyFileSync(join(root, 'node_modules', name, 'LICENSE'), join(dist, 'licenses', `${name.replace('/', '-')}.txt`))
