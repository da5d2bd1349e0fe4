import { chmodSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { bundle } from './bundle.ts'

const dist = resolve(import.meta.dirname, '../dist')
rmSync(dist, { recursive: true, force: true })
await bundle('src/surface/cli/main.ts', resolve(dist, 'surface/cli'))
chmodSync(resolve(dist, 'surface/cli/main.js'), 0o755)
