import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/** `npm run new-mta -- NAME`: a folder with a log reader that throws until it is written, its test, and a place for samples. */
const root = resolve(import.meta.dirname, '..')
const name = process.argv[2] ?? ''

if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) {
  console.error('usage: npm run new-mta -- NAME\nNAME is kebab-case, as the software is known: postfix, microsoft-365')
  process.exit(2)
}
if (existsSync(resolve(root, `src/mta/${name}`))) {
  console.error(`src/mta/${name} exists already`)
  process.exit(2)
}

write(
  `src/mta/${name}/log.ts`,
  `import type { LineReader, LogSink } from '../log-event.ts'

/** TODO: the line grammar of ${name}, with the version it was read from. */
export function readLog(_sink: LogSink): LineReader {
  throw new Error('TODO: read the log of ${name}')
}
`,
)
write(
  `src/mta/${name}/log.test.ts`,
  `import { describe, test } from 'vitest'

describe('${name}', () => {
  test.todo('every sample is understood, and no input makes the reader throw')
})
`,
)
write(
  `src/mta/${name}/samples/README.md`,
  `Real output of ${name}; the file names hold the software's version, the first line where it comes from.\n`,
)
write(`docs/mta/${name}.md`, `# ${name}\n\nWhat is read, and how to turn the needed logging on.\n`)
console.log(
  `then add '${name}' to src/domain/software.ts and its reader to src/app/logs/formats.ts; docs/contributing.md, "Add an MTA", says the rest`,
)

function write(file: string, text: string): void {
  mkdirSync(dirname(resolve(root, file)), { recursive: true })
  writeFileSync(resolve(root, file), text)
  console.log(`wrote ${file}`)
}
