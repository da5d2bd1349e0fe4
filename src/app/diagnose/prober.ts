import { endpointText, type Endpoint } from '../../domain/endpoint.ts'
import type { Role, SmtpSession, SmtpStep } from '../../domain/facts/smtp-facts.ts'
import type { ObservationId } from '../../domain/observation.ts'
import { planKey, type Plan } from '../../domain/plan/plan.ts'
import type { SessionPlan } from '../../domain/plan/session-plan.ts'
import type { Clock, Random, Resolver } from '../../domain/ports.ts'
import { runBurst } from '../../probe/run-burst.ts'
import { runHello } from '../../probe/run-hello.ts'
import type { ProbeContext, SessionRun } from '../../probe/probe-context.ts'
import { runSession } from '../../probe/run-session.ts'
import { createCost } from './cost.ts'
import type { Notebook } from './notebook.ts'
import { createResults, type Results, type Run } from './results.ts'
import { createDoorWatch, opensAlike, throttledBy } from './throttle.ts'
import { greetingPatienceMs, withPatience } from './trial-patience.ts'

/** A session that has gone silent, while it goes on waiting. */
export interface Silence {
  readonly session: SmtpSession
  readonly observation: ObservationId
  readonly localPort?: number
}

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

/** The one hand that opens connections: it counts them, keeps results, and stops when the receiver throttles. */
export interface Prober {
  /** Runs a plan, or gives the result at hand unless `fresh` is set. */
  run(plan: Plan, how: RunOptions): Promise<Run>
  /** Like `run`, yet settles as soon as the session is over or has gone silent; the provisional fact is amended later. */
  runUntilSilent(plan: SessionPlan, how: RunOptions): Promise<{ readonly run: Run; readonly finished: Promise<void> }>
  readonly results: Pick<Results, 'of' | 'comesAndGoes'>
  connectionsLeft(plan: Plan): number
  readonly cost: () => { readonly connections: number; readonly bytesSent: number }
  /** The reply by which the receiver throttled us, if it did. */
  throttled(): string | undefined
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
  const baselines = new Map<string, SmtpSession>()
  const silences = new Map<string, Silence>()
  const stalled = new Set<string>()
  const restaged = (session: SmtpSession): SmtpSession =>
    session.death?.stage === 'dot' && stalled.has(session.session)
      ? { ...session, death: { ...session.death, stage: 'body' } }
      : session
  const cost = createCost(deps.maxConnections)
  const doorWatch = createDoorWatch()
  let sessions = 0
  let throttledWith: string | undefined

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

  const finishSession = ({ session: ended, steps }: SessionRun, provisional?: ObservationId, isBurst = false): Run => {
    const session = restaged(ended)
    for (const step of steps) deps.notebook.note('smtp.step', step)
    cost.sent(session.sentBytes)
    silences.delete(session.session)
    if (provisional !== undefined) deps.notebook.amend(provisional, 'smtp.session', session)
    const id = provisional ?? deps.notebook.note('smtp.session', session)
    const place = endpointText(session.endpoint)
    const first = baselines.get(place)
    if (session.role === 'baseline') baselines.set(place, session)
    else if (session.role === 'experiment') {
      const alike = opensAlike(session.plan, first?.plan)
      throttledWith ??= throttledBy(session.death, first?.death, alike)
      if (alike && !isBurst) throttledWith ??= doorWatch(session.death, first?.death)
    }
    deps.onSession?.(session)
    return { result: { kind: 'session', session }, shownBy: [id] }
  }

  const runUntilSilent: Prober['runUntilSilent'] = async (plan, how) => {
    cost.connect(plan)
    const key = planKey(plan)
    let provisional: ObservationId | undefined
    let announce: (run: Run) => void = () => {}
    const silent = new Promise<Run>((resolve) => {
      announce = resolve
    })
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
      silences.set(info.session, silence)
      if (how.role === 'baseline') baselines.set(endpointText(plan.endpoint), partial)
      how.onSilence?.(silence)
      const run: Run = { result: { kind: 'session', session: partial }, shownBy: [provisional] }
      results.keep(key, run)
      announce(run)
    })
    const whole = runSession(withPatience(plan, how.patienceMs), context).then((done): Run => {
      const run = finishSession({ ...done, session: { ...done.session, plan } }, provisional)
      if (provisional === undefined) results.keep(key, run)
      else results.keepLate(key, run)
      return run
    })
    const run = await Promise.race([whole, silent])
    return { run, finished: whole.then(() => undefined) }
  }

  const greetingPatienceFor = ({ endpoint }: { readonly endpoint: Endpoint }, patienceMs: number): number =>
    greetingPatienceMs(baselines.get(endpointText(endpoint)), patienceMs)
  const patient = (plan: SessionPlan, patienceMs: number | undefined): SessionPlan =>
    patienceMs === undefined
      ? plan
      : withPatience(
          { ...plan, patienceMs: { banner: greetingPatienceFor(plan, patienceMs), ...plan.patienceMs } },
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
          how.patienceMs === undefined ? plan : { patienceMs: greetingPatienceFor(plan, how.patienceMs), ...plan },
          contextFor(how, undefined),
        )
        for (const step of steps) deps.notebook.note('smtp.step', step)
        cost.sent(hello.sizeBytes)
        const first = baselines.get(endpointText(plan.endpoint))?.death
        const before = hello.answer.kind === 'not-reached' ? hello.answer : undefined
        throttledWith ??= throttledBy(before, first) ?? doorWatch(before, first)
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
        const finished = runs.map((one) => finishSession(one, undefined, true))
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
    throttled: () => throttledWith,
    silences: () => [...silences.values()],
    stalledInBody(name) {
      const silence = silences.get(name)
      if (silence === undefined || stalled.has(name)) return
      stalled.add(name)
      const session = restaged(silence.session)
      silences.set(name, { ...silence, session })
      deps.notebook.amend(silence.observation, 'smtp.session', session)
      results.keep(planKey(session.plan), { result: { kind: 'session', session }, shownBy: [silence.observation] })
    },
  }
}
