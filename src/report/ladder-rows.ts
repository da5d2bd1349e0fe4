import type { Evidence } from '../domain/evidence.ts'
import type { SmtpSession, SmtpStep } from '../domain/facts/smtp-facts.ts'
import { isSuccess } from '../domain/outcome.ts'
import type { Stage } from '../domain/stage.ts'
import { outcomeText, seconds, stepOutcomeText } from './outcome-text.ts'
import { rungsOf, type Rung } from './rungs.ts'

/** One row of a ladder, the same in every report. `text` is escaped, `said` is not. */
export interface LadderRow {
  readonly stage: Stage
  readonly kind: Rung['kind']
  /** The mark before the stage, for readers without colours too. */
  readonly sign: string
  /** An answer came, whatever it says. */
  readonly answered: boolean
  /** What we said; empty where the stage is a wait alone. */
  readonly said: string
  /** What came of it, after what time, and where it died if that was elsewhere. Numbers are tied to their units by UNBROKEN. */
  readonly text: string
}

/** A blank at which no line is broken: a number stands with its unit. */
export const UNBROKEN = '\u00a0'

/** What the peer said as it ended the session is what everything else is about: more than of other answers is shown of it. */
const MOST_OF_THE_LAST_WORDS = 600
const MOST_OF_AN_ANSWER = 240

const SIGNS = { success: '✓', failed: '!', fatal: '✗', late: '·' } as const

/** The session stage by stage up to its farewell. `death`: where it is to be shown, though no step may show it. */
export function ladderRows(
  session: SmtpSession,
  evidence: Evidence,
  death: SmtpSession['death'],
): readonly LadderRow[] {
  const rungs = rungsOf(session, evidence, death)
  const missing: readonly LadderRow[] =
    death === undefined || rungs.some(({ step }) => step.stage === death.stage)
      ? []
      : [
          {
            stage: death.stage,
            kind: 'fatal',
            sign: SIGNS.fatal,
            answered: death.outcome.kind === 'reply',
            said: '',
            text: outcomeText(death.outcome),
          },
        ]
  return [...rungs.map((rung, at) => partOfTls(rowOf(rung, rungs.slice(0, at), death?.stage), rungs, at)), ...missing]
}

/** A handshake that was done, and TLS that ends all the same: the two rows say which part each is. */
function partOfTls(row: LadderRow, rungs: readonly Rung[], at: number): LadderRow {
  if (row.stage !== 'tls') return row
  const isDone = ({ step }: Rung): boolean => step.stage === 'tls' && step.outcome.kind === 'done'
  const outcome = rungs[at]?.step.outcome
  if (outcome?.kind === 'done')
    return rungs.slice(at + 1).some(({ step }) => step.stage === 'tls')
      ? { ...row, text: `handshake ${row.text}` }
      : row
  if (!rungs.slice(0, at).some(isDone)) return row
  const isOurs = outcome?.kind === 'closed' && outcome.alert?.from === 'us'
  return { ...row, text: `${isOurs ? 'certificate check' : 'after the handshake'}: ${row.text}` }
}

/** Answers so close are of one write of the server's: which of the commands it thought about, nobody sees (RFC 2920 §3.2). */
const AT_ONCE_MS = 5

function timeText({ outcome, said }: SmtpStep, before: SmtpStep | undefined): string {
  if (outcome.kind === 'silent' || outcome.afterMs === undefined) return ''
  const isTogether =
    outcome.kind === 'reply' && outcome.afterMs <= AT_ONCE_MS && said !== '' && before?.outstanding.includes(said)
  return isTogether === true ? ' (at the same time)' : ` (${seconds(outcome.afterMs).replace(' ', UNBROKEN)})`
}

function rowOf({ step, kind }: Rung, earlier: readonly Rung[], died: Stage | undefined): LadderRow {
  const before = earlier.map((rung) => rung.step)
  const after = timeText(step, before.at(-1))
  const greeted = before.findLast(({ stage, outcome }) => stage === 'ehlo' && isSuccess(stage, outcome))
  // What we waited for is not where it died: octets of the message were still on their way.
  const where = kind === 'fatal' && died !== undefined && died !== step.stage ? `; it died in the ${died}` : ''
  const outcome = stepOutcomeText(step, kind === 'fatal' ? MOST_OF_THE_LAST_WORDS : MOST_OF_AN_ANSWER, greeted)
  return {
    stage: step.stage,
    kind,
    sign: SIGNS[kind],
    answered: step.outcome.kind === 'reply',
    said: step.said,
    text: `${outcome}${after}${where}`,
  }
}
