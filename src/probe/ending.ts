import type { Outcome } from '../domain/outcome.ts'
import type { LineEnd } from './line.ts'

/** A line's end as the outcome of the step that met it. */
export function outcomeOfEnd(end: LineEnd, bytesSeen: number, afterMs: number): Outcome {
  switch (end.by) {
    case 'fin':
    case 'rst':
      return { kind: 'closed', by: end.by, bytesSeen, afterMs }
    case 'errno':
      return { kind: 'errno', errno: end.errno, afterMs }
    case 'tls-alert':
      return {
        kind: 'closed',
        by: 'tls-alert',
        ...(end.alert === undefined ? {} : { alert: end.alert }),
        bytesSeen,
        ...(end.detail === undefined ? {} : { detail: end.detail }),
        afterMs,
      }
  }
}
