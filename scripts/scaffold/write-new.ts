import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

export const ROOT = resolve(import.meta.dirname, '../..')

/** A name in kebab-case, as files and ids have it. */
export function isKebab(name: string): boolean {
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)
}

/** Writes all of these files, or none where one of them exists already. */
export function writeNew(files: readonly (readonly [file: string, text: string])[]): void {
  const there = files.filter(([file]) => existsSync(resolve(ROOT, file))).map(([file]) => file)
  if (there.length > 0) fail(`nothing was written, for this exists already: ${there.join(', ')}`)
  for (const [file, text] of files) {
    mkdirSync(dirname(resolve(ROOT, file)), { recursive: true })
    writeFileSync(resolve(ROOT, file), text)
    console.log(`wrote ${file}`)
  }
}

export function fail(problem: string): never {
  console.error(problem)
  process.exit(2)
}
