import type { Sight } from '../../../domain/evidence.ts'
import type { Remedy } from '../../../domain/remedy.ts'
import type { Symptom } from '../../../domain/symptom.ts'
import { deaths } from '../../shared/sessions.ts'
import { reported, type Spoken } from '../../shared/told.ts'

/** A message that Hangup composed; `contains`: what it was asked to hold. */
export interface TestMessage {
  readonly contains?: string
}

/** What was refused is a test message, and nobody reports the same of other mail. */
export function refusedTest(evidence: Spoken, symptoms: readonly Symptom[]): TestMessage | undefined {
  return reported(evidence.symptom, symptoms).length > 0 ? undefined : endedTest(evidence['smtp.session'])
}

function endedTest(sessions: Sight<'smtp.session'>): TestMessage | undefined {
  const [dead] = deaths(sessions, ['body', 'dot'])
  if (dead === undefined) return undefined
  const { message = {} } = dead.fact.plan
  if (message.raw !== undefined || message.shape !== undefined) return undefined
  return message.contains === undefined ? {} : { contains: message.contains }
}

/** Plain words without a link or an attachment: what is minded is not in them. */
export function isPlainTest(test: TestMessage | undefined): boolean {
  return test !== undefined && test.contains === undefined
}

/** In a letter, to whoever refused it. */
export function testText({ contains }: TestMessage): string {
  return contains === undefined
    ? 'a test message of ours (plain text without a link or an attachment)'
    : `a test message of ours that holds “${contains}”`
}

/** A test says little of other mail. */
export function sendYourOwn(means: string): Remedy {
  return {
    title: 'See whether mail of yours is refused as well',
    applies: 'needs-values',
    steps: [
      {
        kind: 'note',
        text: `The test message is plain text without a link or an attachment: ${means}. The check below with --message FILE sends one of yours instead.`,
      },
    ],
  }
}
