import type { Endpoint } from '../../domain/endpoint.ts'
import { SURVEY_ARM } from '../../domain/facts/tls-survey.ts'
import { surveyTls } from '../tls-survey/survey.ts'
import type { DiagnoseRun } from './diagnose-run.ts'

/** A survey of one server asks about once for each suite that it accepts; more than this is not polite. */
const MOST_CONNECTIONS = 80

/** `--deep`: what TLS the first reachable server speaks. It ends early when the receiver throttles or the time is up. */
export async function readDeepTls(
  { notebook, prober, timeLeftMs }: DiagnoseRun,
  endpoint: Endpoint | undefined,
  ehloName: string,
): Promise<void> {
  if (endpoint === undefined) return
  let asked = 0
  const survey = await surveyTls(async (hello) => {
    if (asked >= MOST_CONNECTIONS || prober.throttled() !== undefined || timeLeftMs() < 500) return undefined
    asked += 1
    const { result } = await prober.run(
      { kind: 'hello', endpoint, ehloName, hello },
      { role: 'experiment', arm: SURVEY_ARM, patienceMs: 3_000 },
    )
    return result.kind === 'hello' ? result.hello.answer : undefined
  })
  notebook.note('tls.survey', survey)
}
