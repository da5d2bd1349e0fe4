import type { HelloAnswer, SmtpSession } from '../../domain/facts/smtp-facts.ts'
import { SURVEY_ARM, type TlsSurvey } from '../../domain/facts/tls-survey.ts'
import type { HelloPlan } from '../../domain/plan/hello-plan.ts'
import { surveyTls } from '../tls-survey/survey.ts'
import type { DiagnoseRun } from './diagnose-run.ts'

/** A survey of one server asks about once for each suite that it accepts; more than this is not polite. */
const MOST_CONNECTIONS = 80

/**
 * `--deep`: what TLS the first server that answered speaks, in the way that our first session spoke with it. It ends early when the
 * receiver lets us in no more or the time is up.
 */
export async function readDeepTls(run: DiagnoseRun, looks: readonly SmtpSession[]): Promise<void> {
  const look = looks.find(({ reached }) => reached !== undefined)
  if (look === undefined) return run.notebook.blind('tls.survey', 'no server took our connection')
  const { prober, notebook, timeLeftMs } = run
  let asked = 0
  const ask = async (what: Pick<HelloPlan, 'hello' | 'readsChain'>) => {
    if (asked >= MOST_CONNECTIONS || prober.keptOut() !== undefined || timeLeftMs() < 500) return undefined
    asked += 1
    const { result } = await prober.run(
      { ...helloPlan(look), ...what },
      { role: 'experiment', arm: SURVEY_ARM, patienceMs: 3_000 },
    )
    return result.kind === 'hello' ? result.hello.answer : undefined
  }
  const survey = await surveyTls((hello) => ask({ hello }))
  const chain = look.tls?.chain ?? (await chainInClear(survey, ask))
  notebook.note('tls.survey', chain === undefined ? survey : { ...survey, chain })
}

function helloPlan({ endpoint, plan }: SmtpSession): Omit<HelloPlan, 'hello'> {
  return {
    kind: 'hello',
    endpoint,
    ehloName: plan.ehloName,
    ...(plan.tls === 'wrapped' ? { wrapped: true } : {}),
    ...(plan.bind === undefined ? {} : { bind: plan.bind }),
  }
}

/** Where our own handshake failed, as with a server that ends at TLS 1.1: below TLS 1.3 the certificate comes in clear text. */
async function chainInClear(
  { versions }: TlsSurvey,
  ask: (what: Pick<HelloPlan, 'hello' | 'readsChain'>) => Promise<HelloAnswer | undefined>,
): Promise<TlsSurvey['chain']> {
  const maxVersion = versions.find((version) => version < 0x0304)
  if (maxVersion === undefined) return undefined
  const answer = await ask({ hello: { maxVersion }, readsChain: true })
  return answer?.kind === 'server-hello' ? answer.chain : undefined
}
