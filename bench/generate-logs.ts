import { closeSync, openSync, writeSync } from 'node:fs'
import { eximLog496 } from '../test/generators/exim-log.ts'
import { writeMtaLog } from '../test/generators/mta-log.ts'
import { writePostfixLog } from '../test/generators/postfix-log.ts'
import type { Truth } from '../test/generators/truth.ts'

/** Writes a generated Postfix log (about 8.6 lines a message) to a file. */
export function generatePostfixFile(path: string, messages: number, seed = 1): Truth {
  return toFile(path, (emit) => writePostfixLog({ seed, messages, everyMs: 400, domains: 400 }, emit))
}

/** Writes a generated Exim main log to a file. */
export function generateEximFile(path: string, messages: number, seed = 1): Truth {
  const dated = (atMs: number, text: string): string =>
    `${new Date(atMs).toISOString().slice(0, 19).replace('T', ' ')} ${text}`
  return toFile(path, (emit) => writeMtaLog(eximLog496, dated, { seed, messages }, emit))
}

function toFile(path: string, write: (emit: (line: string) => void) => Truth): Truth {
  const file = openSync(path, 'w')
  let block: string[] = []
  const flush = (): void => {
    if (block.length > 0) writeSync(file, `${block.join('\n')}\n`)
    block = []
  }
  try {
    const truth = write((line) => {
      block.push(line)
      if (block.length >= 5_000) flush()
    })
    flush()
    return truth
  } finally {
    closeSync(file)
  }
}
