import { describe, expect, test } from 'vitest'
import type { PostfixDialect, PostfixFrame } from '../generators/postfix-log.ts'
import { writePostfixLog } from '../generators/postfix-log.ts'
import { analyseText } from './analyse-text.ts'
import { counted } from './counted.ts'

describe('every counter equals what the generator wrote', () => {
  const cases: readonly (readonly [PostfixDialect, PostfixFrame, string, number])[] = [
    ['2.11', 'rfc3164', 'postfix', 1],
    ['3.7', 'rfc3339', 'postfix', 2],
    ['3.10', 'rfc3164', 'postfix-out1', 3],
    ['3.11', 'rfc3339', 'postfix', 4],
    ['3.11', 'rfc3164', 'mta', 5],
  ]
  for (const [dialect, frame, instance, seed] of cases) {
    test(`Postfix ${dialect}, ${frame}, instance ${instance}, seed ${seed}`, () => {
      const lines: string[] = []
      const truth = writePostfixLog({ seed, messages: 3_000, dialect, frame, instance }, (line) => lines.push(line))
      const { document, attempts } = analyseText(`${lines.join('\n')}\n`, {}, 10_007)
      expect(counted(document)).toEqual(truth)
      expect(attempts).toHaveLength(Object.values(truth.attempts).reduce((sum, count) => sum + count, 0))
      expect(document.lines.understood).toBe(truth.lines - truth.unknown)
    })
  }
})
