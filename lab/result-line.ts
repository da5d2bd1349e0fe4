import { isHealthy, type Fault } from './fault.ts'
import type { Result } from './runner.ts'

/** What came of one fault, in a line; where it did not come out right, what was wanted and where everything about it lies. */
export function resultLine(result: Result): string {
  const { job, grade, stageRight, says, seconds, dir, recorded } = result
  const right = grade === 'right' && stageRight
  const mark = right ? 'ok  ' : grade === 'right' || grade === 'possible' ? 'ok ~' : 'FAIL'
  const lines = [
    `${mark} ${job.name} (seed ${job.seed}, ${seconds.toFixed(1)} s) ${grade}${stageRight || grade === 'broken' ? '' : ', stage wrong'}: ${says}`,
    ...(right || grade === 'broken' ? [] : [`wanted: ${wanted(job.fault)}`]),
    ...(right || dir === undefined ? [] : [dir]),
    ...(recorded === undefined ? [] : [recorded]),
  ]
  return lines.join('\n         ')
}

function wanted(fault: Fault): string {
  if (isHealthy(fault)) return 'healthy'
  const { standing = 'proven or supported', stages, alsoRight = [] } = fault.expects
  return [
    [fault.realises, ...alsoRight].join(' or '),
    standing,
    ...(stages === undefined ? [] : [`at ${stages.join(' or ')}`]),
  ].join(', ')
}

/** What lies in the folder of a fault that did not come out right. */
export const FOLDER_WORDS =
  'In each folder: `command`, what ran; `diagnosis.json`, what it said; and case.json, for `npm run hangup -- diagnose --case`.'
