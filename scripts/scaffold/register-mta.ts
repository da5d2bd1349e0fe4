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
    withImport(
      text,
      `import { ownsProgram as ${owner}, readLog as ${reader} } from '../../mta/${name}/log.ts'`,
    ).replace(/\n\]\n$/, `\n  { software: '${name}', readLog: ${reader}, ownsProgram: ${owner}, bare: false },$&`),
  )
}

/** The text with one more import, before the first of a later path, as the formatter orders them. */
function withImport(text: string, line: string): string {
  const lines = text.split('\n')
  const later = lines.findIndex((one) => pathOf(one) > pathOf(line))
  return lines.toSpliced(later === -1 ? 0 : later, 0, line).join('\n')
}

function pathOf(line: string): string {
  return /^import .* from '(.*)'$/.exec(line)?.[1] ?? ''
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
