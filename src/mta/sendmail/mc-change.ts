import type { RemedyStep } from '../../domain/lever.ts'
import { edit, lineBack, removal, sh, type WrittenSteps } from '../lever-writer.ts'

/** How Sendmail is changed: lines of sendmail.mc (m4), from which sendmail.cf is built, and of the tables beside it. */
export const MC = '/etc/mail/sendmail.mc'
export const ACCESS = '/etc/mail/access'
/** makemap takes each key once. */
export const SAME_KEY = 'in place of a line with the same key'
/** What MAILER() expands must be defined before it. */
export const ABOVE = 'above the MAILER lines'
export const UNLESS_THERE = 'as far as it is not there yet'

/** Once checked it goes again. Root writes nothing to a folder that is open to all. */
const CHECKED = '/etc/mail/sendmail.cf.check'

export function rebuild(): readonly ReturnType<typeof sh>[] {
  return [
    sh(
      `m4 ${MC} > ${CHECKED} && sendmail -C ${CHECKED} -bt -d0.1 </dev/null && rm ${CHECKED}`,
      'validates before anything changes; without a sendmail.mc the same goes into sendmail.cf, whose words cf/README has (O Timeout.…, O MaxMessageSize, Dj)',
    ),
    make(),
  ]
}

/** Of tables, and of what was valid before. */
export function make(): ReturnType<typeof sh> {
  return sh('make -C /etc/mail && systemctl reload sendmail')
}

export function mc(line: string, why?: string): WrittenSteps {
  return {
    steps: [edit(MC, line, { why: why === undefined ? ABOVE : `${ABOVE}; ${why}` }), ...rebuild()],
    undo: [removal(MC, line), make()],
  }
}

export function access(line: string, why?: string): WrittenSteps {
  return {
    steps: [edit(ACCESS, line, { why: why === undefined ? SAME_KEY : `${SAME_KEY}; ${why}` }), make()],
    undo: [lineBack(ACCESS, line), make()],
  }
}

/** Settings of single sessions. */
export function sessionFeatures(line: string): WrittenSteps {
  return withFeatures(
    [edit(ACCESS, line, { why: SAME_KEY })],
    [lineBack(ACCESS, line)],
    ["FEATURE(`tls_session_features')dnl"],
  )
}

/** A change of a table, and what sendmail.mc must say for it to be read. */
export function withFeatures(
  steps: readonly RemedyStep[],
  undo: readonly RemedyStep[],
  macros: readonly string[],
): WrittenSteps {
  const lines = macros.join('\n')
  return {
    steps: [edit(MC, lines, { why: `${ABOVE}, ${UNLESS_THERE}` }), ...steps, ...rebuild()],
    undo: [...undo, removal(MC, lines), make()],
  }
}
