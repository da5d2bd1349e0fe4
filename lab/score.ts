import type { Grade } from './judge.ts'
import type { Result } from './runner.ts'

const GRADES: readonly Grade[] = ['right', 'possible', 'wrong', 'wrong-and-sure', 'false-alarm', 'missed', 'broken']

/** The confusion table by class, with shares, and a line for stages. */
export function scoreTable(results: readonly Result[]): string[] {
  const classes = [...new Set(results.map((result) => classOf(result)))].toSorted()
  const row = (name: string, some: readonly Result[]): string => {
    const cells = GRADES.map((grade) =>
      String(some.filter((result) => result.grade === grade).length || '·').padStart(14),
    )
    const share = some.filter((result) => result.grade === 'right').length / Math.max(1, some.length)
    return `${name.padEnd(12)}${cells.join('')}${`${(share * 100).toFixed(0)} %`.padStart(8)}`
  }
  const judged = results.filter((result) => result.grade !== 'broken')
  const stages = judged.filter((result) => result.stageRight).length
  const connections = judged
    .flatMap((result) => (result.connections === undefined ? [] : [result.connections]))
    .toSorted((a, b) => a - b)
  return [
    '',
    `${''.padEnd(12)}${GRADES.map((grade) => grade.padStart(14)).join('')}${'right'.padStart(8)}`,
    ...classes.map((one) =>
      row(
        one,
        results.filter((result) => classOf(result) === one),
      ),
    ),
    row('all', results),
    `stages right: ${stages} of ${judged.length}; connections: median ${connections[Math.floor(connections.length / 2)] ?? 0}, most ${connections.at(-1) ?? 0}`,
    '',
  ]
}

function classOf(result: Result): string {
  return result.job.fault.realises.split('/')[0] ?? ''
}
