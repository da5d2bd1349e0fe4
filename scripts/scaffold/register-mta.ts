import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { ROOT } from './write-new.ts'

const SOFTWARE = 'src/domain/software.ts'
const FORMATS = 'src/app/logs/formats.ts'

/** Adds the name to the list of software, and the reader to the log formats, at the end: what is asked last disturbs no other. */
export function registerMta(name: string): void {
  const reader = `read${pascal(name)}`
  const owner = `is${pascal(name)}`
  edit(SOFTWARE, (text) => (text.includes(`'${name}'`) ? text : text.replace('] as const', `  '${name}',\n] as const`)))
  edit(FORMATS, (text) =>
    text
      .replace(
        "import type { LogFormat } from './dispatch.ts'",
        `import { ownsProgram as ${owner}, readLog as ${reader} } from '../../mta/${name}/log.ts'\n$&`,
      )
      .replace(/\n\]\n$/, `\n  { software: '${name}', readLog: ${reader}, ownsProgram: ${owner}, bare: false },$&`),
  )
}

function edit(file: string, change: (text: string) => string): void {
  const before = readFileSync(resolve(ROOT, file), 'utf8')
  const after = change(before)
  if (after === before) return
  writeFileSync(resolve(ROOT, file), after)
  console.log(`changed ${file}`)
}

function pascal(name: string): string {
  return name.replaceAll(/(?:^|-)([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase())
}
