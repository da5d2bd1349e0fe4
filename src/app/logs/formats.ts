import { readLog as readPostfix } from '../../mta/postfix/log.ts'
import { daemonKind } from '../../mta/postfix/log-programs.ts'
import type { LogFormat } from './dispatch.ts'

/** All log formats that are read, the most frequent first. */
export const LOG_FORMATS: readonly LogFormat[] = [
  {
    software: 'postfix',
    readLog: readPostfix,
    ownsProgram: (program) => daemonKind(program) !== undefined,
    bare: true,
  },
]
