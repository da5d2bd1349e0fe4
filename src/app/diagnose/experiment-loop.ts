import { observationsOf, type Evidence } from '../../domain/evidence.ts'
import { firstLooks } from '../../domain/first-looks.ts'
import { otherSources } from '../../gather/host/own-addresses.ts'
import { concludeVerdict } from '../../reason/conclude.ts'
import { wasTaken } from '../../reason/failure.ts'
import { nextExperiments } from '../../reason/next-experiment.ts'
import type { DiagnoseRun } from './diagnose-run.ts'
import { createLeaning } from './leaning.ts'
import { runExperiment } from './run-experiment.ts'

/** Asks one question after the other, until all is decided or the budget ends. Says why it stopped early. */
export async function experimentUntilDecided(run: DiagnoseRun, ehloName: string): Promise<string | undefined> {
  const { deps, notebook, prober, options } = run
  const tellLeaning = createLeaning(deps)
  for (;;) {
    const keptOut = prober.keptOut()
    if (keptOut !== undefined) return `${keptOut}; what was not decided by then is inconclusive`
    if (run.timeLeftMs() < 1000) return deps.signal?.aborted === true ? 'interrupted' : undefined
    const evidence = notebook.evidence()
    const next = nextExperiments(evidence, deps.causes, {
      maySend: options.send === true,
      companions: observationsOf(evidence, 'smtp.session')
        .map(({ fact }) => fact)
        .filter(({ role }) => role === 'compare' || role === 'elsewhere'),
      otherSources: options.bind === undefined ? otherSources(deps.ownAddresses, sourceInUse(evidence)) : [],
      ehloName,
      ...silentForMs(run),
      connectionsLeft: (plan) => prober.connectionsLeft(plan),
      alreadyRan: (key) => prober.results.of(key) !== undefined,
    })
    if (next.length === 0) return undefined
    tellLeaning(evidence)
    await Promise.all(
      next.map(async (one) => {
        deps.onProgress?.({ kind: 'experiment', question: one.experiment.question, cause: one.cause })
        const fact = await runExperiment(one, prober, () => run.timeLeftMs())
        deps.onProgress?.({ kind: 'judged', because: fact.because, judged: fact.judged })
        notebook.note('experiment', fact)
      }),
    )
  }
}

/** The address that our connections leave from: the sockets tell, or else the kernel's route. */
function sourceInUse(evidence: Evidence): string {
  const bound = firstLooks(evidence).flatMap(({ fact }) => fact.localAddress ?? [])
  const routed = observationsOf(evidence, 'route.local').flatMap(({ fact }) => fact.source ?? [])
  return [...bound, ...routed][0] ?? '127.0.0.1'
}

/** Since when the silent sessions are so: the youngest of them. */
function silentForMs({ prober, deps }: DiagnoseRun): { readonly silentForMs?: number } {
  const since = prober.silences().map(({ session }) => session.startedAt)
  return since.length === 0 ? {} : { silentForMs: deps.clock.now() - Math.max(...since) }
}

/** Some questions are asked only after so long a silence (`ExperimentContext.silentForMs`); they take a few seconds. */
const ASKED_AGAIN_AFTER_MS = 15_500
const TIME_TO_ASK_MS = 5_000

/**
 * Nothing is proven and a session is still silent: what its socket tells (`asked`), what may be said to it by now, and an answer that comes
 * late, are evidence, so wait for them within the budget.
 */
export async function waitForLateAnswers(
  run: DiagnoseRun,
  ehloName: string,
  asked: Promise<void>,
): Promise<string | undefined> {
  const isOver = (): boolean => run.prober.silences().length === 0 || isDecided(run)
  if (isOver()) return undefined
  await asked
  const stopped = await experimentUntilDecided(run, ehloName)
  if (stopped !== undefined || isDecided(run)) return stopped
  const untilAskedMs = ASKED_AGAIN_AFTER_MS - (silentForMs(run).silentForMs ?? 0)
  if (untilAskedMs > 0 && run.timeLeftMs() - untilAskedMs > TIME_TO_ASK_MS) {
    await silenceEndsOr(run, untilAskedMs)
    const stoppedThen = await experimentUntilDecided(run, ehloName)
    if (stoppedThen !== undefined || isOver()) return stoppedThen
  }
  await silenceEndsOr(run, Math.max(0, run.timeLeftMs() - 300))
  return run.timeLeftMs() > 1500 ? experimentUntilDecided(run, ehloName) : undefined
}

async function silenceEndsOr({ begun, deps, ended }: DiagnoseRun, ms: number): Promise<void> {
  await Promise.race([Promise.allSettled(begun), deps.clock.sleep(ms, ended)])
}

/** A verdict is proven, or there is nothing to judge. */
function isDecided({ notebook, deps }: DiagnoseRun): boolean {
  const evidence = notebook.evidence()
  const verdict = concludeVerdict(evidence, deps.causes)
  return verdict === null ? wasTaken(evidence) : verdict.standing === 'proven'
}
