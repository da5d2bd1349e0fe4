import type { Role, SmtpSession, SmtpStep } from '../../domain/facts/smtp-facts.ts'
import type { ObservationId } from '../../domain/observation.ts'
import { planKey, type Plan } from '../../domain/plan/plan.ts'
import type { SessionPlan } from '../../domain/plan/session-plan.ts'
import type { Clock, Random, Resolver } from '../../domain/ports.ts'
import type { ProbeContext, SessionRun } from '../../probe/probe-context.ts'
import { runBurst } from '../../probe/run-burst.ts'
import { runHello } from '../../probe/run-hello.ts'
import { runSession } from '../../probe/run-session.ts'
import { createCost } from './cost.ts'
import type { Notebook } from './notebook.ts'
import { createReceiverWatch } from './receiver-watch.ts'
import { createResults, type Results, type Run } from './results.ts'
import { createSilentSessions, type Silence } from './silent-sessions.ts'
import { withPatience } from './trial-patience.ts'

export interface ProberDeps {
  readonly clock: Clock
  readonly random: Random
  readonly resolver: Resolver
  readonly notebook: Notebook
  readonly maxConnections: number
  readonly password?: string
  readonly signal: AbortSignal
  readonly onStep?: (step: SmtpStep) => void
  /** The peer said something negative, or ended the session: the text layer reads it into the notebook. */
  readonly onSession?: (session: SmtpSession) => void
}

/** The one hand that opens connections: it counts them, keeps results, and tells when new ones are kept out. */
export interface Prober {
  /** Runs a plan, or gives the result at hand unless `fresh` is set. */
  run(plan: Plan, how: RunOptions): Promise<Run>
  /** Like `run`, yet settles as soon as the session is over or has gone silent; the provisional fact is amended later. */
  runUntilSilent(plan: SessionPlan, how: RunOptions): Promise<{ readonly run: Run; readonly finished: Promise<void> }>
  readonly results: Pick<Results, 'of' | 'comesAndGoes'>
  connectionsLeft(plan: Plan): number
  readonly cost: () => { readonly connections: number; readonly bytesSent: number }
  /** Why no more connections are to be made, in the words of reports, if so. */
  keptOut(): string | undefined
  /** Silent sessions that are still open. */
  silences(): readonly Silence[]
  /** The session waits for the answer to the end of data, and octets of the message were never acknowledged: it died in the body. */
  stalledInBody(session: string): void
}

export interface RunOptions {
  readonly role: Role
  readonly arm?: string
  readonly patienceMs?: number
  readonly fresh?: boolean
  readonly onSilence?: (silence: Silence) => void
}

export function createProber(deps: ProberDeps): Prober {
  const results = createResults()
  const receiver = createReceiverWatch()
  const silent = createSilentSessions()
  const cost = createCost(deps.maxConnections)
  let sessions = 0

  const contextFor = (how: RunOptions, onSilence: ProbeContext['onSilence']): ProbeContext => ({
    clock: deps.clock,
    random: deps.random,
    role: how.role,
    ...(how.arm === undefined ? {} : { arm: how.arm }),
    nextSession: () => `s${(sessions += 1)}`,
    ...(deps.password === undefined ? {} : { password: () => deps.password ?? '' }),
    signal: deps.signal,
    ...(deps.onStep === undefined ? {} : { onStep: deps.onStep }),
    ...(onSilence === undefined ? {} : { onSilence }),
  })

  /** The session is over: its facts stand in the notebook, in place of the provisional one where it had gone silent. */
  const finishSession = (
    { session: ended, steps }: SessionRun,
    { provisional, company = 'alone' }: { provisional?: ObservationId | undefined; company?: 'alone' | 'burst' } = {},
  ): Run => {
    const session = silent.restaged(ended)
    for (const step of steps) deps.notebook.note('smtp.step', step)
    cost.sent(session.sentBytes)
    silent.over(session.session)
    if (provisional !== undefined) deps.notebook.amend(provisional, 'smtp.session', session)
    const id = provisional ?? deps.notebook.note('smtp.session', session)
    if (session.role === 'baseline') receiver.firstLook(session)
    else if (session.role === 'experiment') receiver.trial(session, company)
    deps.onSession?.(session)
    return runOf(session, id)
  }

  const runUntilSilent: Prober['runUntilSilent'] = async (plan, how) => {
    cost.connect(plan)
    const key = planKey(plan)
    let provisional: ObservationId | undefined
    const fellSilent = Promise.withResolvers<Run>()
    const context = contextFor(how, (info) => {
      // The plan as it was asked for: the patience of this run is not part of what experiments repeat.
      const partial: SmtpSession = { ...info.partial, plan }
      if (provisional === undefined) provisional = deps.notebook.note('smtp.session', partial)
      else deps.notebook.amend(provisional, 'smtp.session', partial)
      const silence: Silence = {
        session: partial,
        observation: provisional,
        ...(info.localPort === undefined ? {} : { localPort: info.localPort }),
      }
      silent.began(silence)
      if (how.role === 'baseline') receiver.firstLook(partial)
      how.onSilence?.(silence)
      const run = runOf(partial, provisional)
      results.keep(key, run)
      fellSilent.resolve(run)
    })
    const whole = runSession(withPatience(plan, how.patienceMs), context).then((done): Run => {
      const run = finishSession({ ...done, session: { ...done.session, plan } }, { provisional })
      if (provisional === undefined) results.keep(key, run)
      else results.keepLate(key, run)
      return run
    })
    const run = await Promise.race([whole, fellSilent.promise])
    return { run, finished: whole.then(() => undefined) }
  }

  const patient = (plan: SessionPlan, patienceMs: number | undefined): SessionPlan =>
    patienceMs === undefined
      ? plan
      : withPatience(
          {
            ...plan,
            patienceMs: { banner: receiver.greetingPatienceMs(plan.endpoint, patienceMs), ...plan.patienceMs },
          },
          patienceMs,
        )

  const runAny = async (plan: Plan, how: RunOptions): Promise<Run> => {
    switch (plan.kind) {
      case 'session': {
        const done = await runSession(patient(plan, how.patienceMs), contextFor(how, undefined))
        return finishSession({ ...done, session: { ...done.session, plan } })
      }
      case 'hello': {
        const { hello, steps } = await runHello(
          how.patienceMs === undefined
            ? plan
            : { patienceMs: receiver.greetingPatienceMs(plan.endpoint, how.patienceMs), ...plan },
          contextFor(how, undefined),
        )
        for (const step of steps) deps.notebook.note('smtp.step', step)
        cost.sent(hello.sizeBytes)
        receiver.hello(hello)
        return { result: { kind: 'hello', hello }, shownBy: [deps.notebook.note('tls.hello', hello)] }
      }
      case 'dns': {
        const answer = await deps.resolver.resolve(plan)
        return { result: { kind: 'dns', answer }, shownBy: [deps.notebook.note('dns.answer', answer)] }
      }
      case 'burst': {
        const runs = await runBurst(
          { ...plan, session: patient(plan.session, how.patienceMs) },
          contextFor(how, undefined),
        )
        const finished = runs.map((one) => finishSession(one, { company: 'burst' }))
        const all = finished.flatMap(({ result }) => (result.kind === 'session' ? [result.session] : []))
        return { result: { kind: 'burst', sessions: all }, shownBy: finished.flatMap(({ shownBy }) => shownBy) }
      }
    }
  }

  return {
    async run(plan, how) {
      const key = planKey(plan)
      const known = results.of(key)
      if (known !== undefined && how.fresh !== true) return known
      cost.connect(plan)
      const run = await runAny(plan, how)
      results.keep(key, run)
      return run
    },
    runUntilSilent,
    results,
    connectionsLeft: cost.connectionsLeft,
    cost: cost.total,
    keptOut: receiver.keptOut,
    silences: silent.all,
    stalledInBody(name) {
      const known = silent.stalledInBody(name)
      if (known === undefined) return
      const { session, observation } = known
      deps.notebook.amend(observation, 'smtp.session', session)
      results.keep(planKey(session.plan), runOf(session, observation))
    },
  }
}

function runOf(session: SmtpSession, id: ObservationId): Run {
  return { result: { kind: 'session', session }, shownBy: [id] }
}
