import { readFileSync } from 'node:fs'
import type { Case } from '../../src/app/diagnose/case.ts'
import { parseCase } from '../../src/app/diagnose/parse-case.ts'

/** A recorded case. */
export function readCaseFile(file: string): Case {
  const parsed = parseCase(readFileSync(file, 'utf8'))
  if (parsed.kind === 'whole') return parsed.saved
  throw new Error(`${file}: ${parsed.kind === 'none' ? 'not a case' : parsed.problem}`)
}
