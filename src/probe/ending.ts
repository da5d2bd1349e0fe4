import type { Outcome } from '../domain/outcome.ts'
import type { LineEnd } from './line.ts'

/** What had come of an answer when the line ended. */
interface Begun {
  readonly bytesSeen: number
  readonly codeBegun?: number
}

/** A line's end as the outcome of the step that met it. */
export function outcomeOfEnd(end: LineEnd, begun: Begun, afterMs: number): Outcome {
  switch (end.by) {
    case 'fin':
    case 'rst':
      return { kind: 'closed', by: end.by, ...begun, afterMs }
    case 'errno':
      return { kind: 'errno', errno: end.errno, afterMs }
    case 'tls-alert':
      return {
        kind: 'closed',
        by: 'tls-alert',
        ...(end.alert === undefined ? {} : { alert: end.alert }),
        ...begun,
        ...(end.detail === undefined ? {} : { detail: end.detail }),
        afterMs,
      }
  }
}
