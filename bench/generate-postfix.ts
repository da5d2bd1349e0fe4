import { closeSync, openSync, writeSync } from 'node:fs'
import { writePostfixLog } from '../test/generators/postfix-log.ts'
import type { Truth } from '../test/generators/truth.ts'

/** Writes a generated Postfix log of about so many messages (about seven lines each) to a file. */
export function generatePostfixFile(path: string, messages: number, seed = 1): Truth {
  const file = openSync(path, 'w')
  let block: string[] = []
  const flush = (): void => {
    writeSync(file, `${block.join('\n')}\n`)
    block = []
  }
  const truth = writePostfixLog({ seed, messages, everyMs: 400, domains: 400 }, (line) => {
    block.push(line)
    if (block.length >= 5_000) flush()
  })
  if (block.length > 0) flush()
  closeSync(file)
  return truth
}
