import { expectFile } from './files.ts'
import { UsageProblem } from './io.ts'
import type { LogsFlags } from './logs-options.ts'
import { expectApart, expectWritable } from './output-files.ts'

/** Refuses what contradicts itself or cannot be done, before anything is read. */
export async function expectSense(files: readonly string[], flags: LogsFlags): Promise<void> {
  const { journal, follow, since, until, report } = flags
  if (files.length === 0 && journal !== true)
    throw new UsageProblem('logs needs a file, or - for standard input, or --journal')
  if (files.length > 0 && journal === true)
    throw new UsageProblem(`--journal is read instead of files: leave ${files.join(' ')} out, or --journal`)
  if (since !== undefined && until !== undefined && since > until)
    throw new UsageProblem('--until is earlier than --since: no time is left')
  if (follow === true) {
    if (files.includes('-'))
      throw new UsageProblem('--follow reads files; standard input is read to its end without it')
    for (const file of files) await expectFile(file)
  }
  await expectWritable(report)
  await expectApart(report, files)
}
