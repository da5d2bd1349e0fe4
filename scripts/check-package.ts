import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** Packs the package, installs the tarball into an empty folder and runs what a user would run. */
const root = resolve(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'hangup-package-'))
const run = (command: string, args: readonly string[], cwd: string): string =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
try {
  run(process.execPath, ['scripts/build.ts'], root)
  run(join(root, 'node_modules/.bin/publint'), ['--strict'], root)
  const packed = run('npm', ['pack', '--silent', '--pack-destination', folder], root).trim().split('\n').at(-1) ?? ''
  writeFileSync(join(folder, 'package.json'), '{ "private": true }')
  run('npm', ['install', '--silent', '--no-audit', '--no-fund', '--omit=dev', join(folder, packed)], folder)
  const version = run(join(folder, 'node_modules/.bin/hangup'), ['--version'], folder).trim()
  const schema = JSON.parse(run(join(folder, 'node_modules/.bin/hangup'), ['schema', 'diagnosis'], folder)) as {
    type?: string
  }
  if (schema.type !== 'object') throw new Error('the installed package does not print its schema')
  console.log(`${packed} installs and runs: hangup ${version}`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
