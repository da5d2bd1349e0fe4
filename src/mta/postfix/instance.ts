import type { RemedyStep } from '../../domain/lever.ts'
import { sh, type WrittenSteps } from '../lever-writer.ts'

/** MULTI_INSTANCE_README: Postfix's commands act on the instance in MAIL_CONFIG, and on the first one without it. */
export function forInstance({ steps, undo }: WrittenSteps, folders: readonly string[]): WrittenSteps {
  const [folder = '', ...more] = folders
  const sending = more.length === 0 ? folder : 'INSTANCE-FOLDER'
  const choose = sh(
    `export MAIL_CONFIG=${sending}`,
    'for all that follows in this shell: more than one Postfix runs here, and this must be the one that sends (postmulti -l lists them)',
  )
  const inFolder = (step: RemedyStep): RemedyStep =>
    step.kind === 'edit'
      ? { ...step, file: step.file.replace('/etc/postfix', sending) }
      : step.kind === 'command'
        ? {
            ...step,
            run: step.run
              .replaceAll('/etc/postfix/', `${sending}/`)
              // Runs later, where MAIL_CONFIG is not set.
              .replace("--deploy-hook 'postfix ", `--deploy-hook 'postfix -c ${sending} `),
          }
        : step
  return { steps: [choose, ...steps.map(inFolder)], undo: [choose, ...undo.map(inFolder)] }
}
