import type { AnyCause } from '../../domain/cause.ts'
import type { Diagnosis } from '../../domain/diagnosis.ts'
import { endpointText } from '../../domain/endpoint.ts'
import type { SmtpSession, SmtpStep } from '../../domain/facts/smtp-facts.ts'
import type { SymptomFact } from '../../domain/facts/text-facts.ts'
import type { Clock, Exec, Files, Random, Resolver } from '../../domain/ports.ts'
import { replyText } from '../../domain/reply.ts'
import type { Software } from '../../domain/software.ts'
import type { ParsedTarget, ToAscii } from '../../domain/target.ts'
import type { Evidence } from '../../domain/evidence.ts'
import { otherSources } from '../../gather/host/own-addresses.ts'
import { conclude } from '../../reason/conclude.ts'
import type { WriteLever } from '../../reason/write-remedy.ts'
import { findFailure } from '../../reason/failure.ts'
import { nextExperiments } from '../../reason/next-experiment.ts'
import { baselinePlan } from './baseline-plan.ts'
import { compareElsewhere } from './compare.ts'
import { readDeepTls } from './deep-tls.ts'
import { endpointsOf } from './endpoints.ts'
import { runExperiment } from './experiments.ts'
import { readClock, readHost, readSilentSockets } from './host-facts.ts'
import { readIdentity, readSenderPolicies } from './identity.ts'
import { LIKE, type Habits } from './likes.ts'
import { readLocalMta } from './local-mta.ts'
import { openNotebook, type Notebook } from './notebook.ts'
import { DEFAULT_BUDGET_SECONDS, DEFAULT_MAX_CONNECTIONS, type DiagnoseOptions } from './options.ts'
import { noteFlows, type PacketWitness } from './packet-witness.ts'
import { createProber, type Prober } from './prober.ts'
import { findRoute } from './route.ts'
import { readTlsPolicies } from './tls-policies.ts'
import { withoutSecrets } from './without-secrets.ts'

export interface DiagnoseDeps {
  readonly clock: Clock
  readonly random: Random
  readonly exec: Exec
  readonly files: Files
  readonly resolver: Resolver
  readonly causes: readonly AnyCause[]
  /** The host's own name, for EHLO. */
  readonly hostName: string
  /** Own addresses that could be the source of a connection, by family. */
  readonly ownAddresses: readonly string[]
  toAscii: ToAscii
  readText(text: string, origin: SymptomFact['origin']): readonly SymptomFact[]
  readonly writeLever: WriteLever
  readonly onProgress?: (event: Progress) => void
  /** Ctrl-C: what is known so far becomes the diagnosis. */
  readonly signal?: AbortSignal
  /** A packet capture around the sessions. */
  readonly packets?: PacketWitness
}

export type Progress =
  | { readonly kind: 'route'; readonly hosts: number; readonly addresses: number }
  | { readonly kind: 'step'; readonly step: SmtpStep }
  | { readonly kind: 'silence'; readonly endpoint: string; readonly stage: string }
  | { readonly kind: 'experiment'; readonly question: string; readonly cause: string }
  | { readonly kind: 'judged'; readonly because: string; readonly judged: string }

/** Everything one run carries along. */
export interface DiagnoseRun {
  readonly options: DiagnoseOptions
  readonly deps: DiagnoseDeps
  readonly notebook: Notebook
  readonly prober: Prober
  /** Baseline sessions that were begun; the silent ones among them are awaited before the conclusion. */
  readonly begun: Promise<void>[]
  timeLeftMs(): number
}

/** The main job: gather, compare, experiment, conclude. What goes wrong out there is evidence; only our own defects throw. */
export async function diagnose(target: ParsedTarget, options: DiagnoseOptions, deps: DiagnoseDeps): Promise<Diagnosis> {
  const startedAt = deps.clock.now()
  const deadline = startedAt + (options.budgetSeconds ?? DEFAULT_BUDGET_SECONDS) * 1000
  const ended = new AbortController()
  deps.signal?.addEventListener('abort', () => ended.abort(), { once: true })
  if (deps.signal?.aborted === true) ended.abort()
  const notebook = openNotebook(deps.clock, 'diagnose')
  const prober = createProber({
    clock: deps.clock,
    random: deps.random,
    resolver: deps.resolver,
    notebook,
    maxConnections: options.maxConnections ?? DEFAULT_MAX_CONNECTIONS,
    ...(options.password === undefined ? {} : { password: options.password }),
    signal: ended.signal,
    onStep: (step) => deps.onProgress?.({ kind: 'step', step }),
    onSession: (session) => noteWords(session, notebook, deps),
  })
  const run: DiagnoseRun = {
    options,
    deps,
    notebook,
    prober,
    begun: [],
    timeLeftMs: () => (ended.signal.aborted ? 0 : deadline - deps.clock.now()),
  }
  // Whatever waits at the deadline ends there, with what is known.
  void deps.clock.sleep(Math.max(0, deadline - deps.clock.now()), ended.signal).then(
    () => ended.abort(),
    () => undefined,
  )
  const reported = noteSymptoms(run)
  const { stopped } = await investigate(run, target, reported)
  ended.abort()
  await Promise.allSettled(run.begun)
  if (deps.packets !== undefined) noteFlows(await deps.packets.end(), notebook)
  return conclude(withoutSecrets(notebook.evidence()), {
    target: target.given,
    at: startedAt,
    cost: { ...prober.cost(), seconds: Math.round((deps.clock.now() - startedAt) / 100) / 10 },
    ...(stopped === undefined ? {} : { stopped }),
    causes: deps.causes,
    writeLever: deps.writeLever,
  })
}

async function investigate(
  run: DiagnoseRun,
  target: ParsedTarget,
  reported: readonly SymptomFact[],
): Promise<{ readonly stopped?: string }> {
  const { options, deps, notebook, prober } = run
  const habits = await senderHabits(run, reported, target)
  const route = await findRoute(run, target)
  const family = options.family ?? habits.family
  const named = reported.flatMap(({ host, address }) => [host, address].filter((name) => name !== undefined))
  const endpoints = endpointsOf(route, options.port ?? target.port ?? 25, family, named)
  deps.onProgress?.({ kind: 'route', hosts: route.hosts.length, addresses: endpoints.length })
  const mailboxes = options.rcpt ?? (target.mailbox === undefined ? [] : [target.mailbox])
  const ehloName = options.ehloName ?? habits.ehloName ?? deps.hostName
  const unseen = await deps.packets?.begin(endpoints)
  if (unseen !== undefined) notebook.blind('flow.end', unseen)
  for (const endpoint of endpoints) {
    if (run.timeLeftMs() < 500) break
    const plan = baselinePlan(endpoint, options, habits, ehloName, mailboxes)
    const { finished } = await prober.runUntilSilent(plan, {
      role: 'baseline',
      patienceMs: Math.max(1000, run.timeLeftMs() - 500),
      onSilence: (silence) => {
        deps.onProgress?.({
          kind: 'silence',
          endpoint: endpointText(endpoint),
          stage: silence.session.death?.stage ?? 'connect',
        })
      },
    })
    run.begun.push(finished)
  }
  await Promise.all([
    readIdentity(run, ehloName),
    readSenderPolicies(run),
    readTlsPolicies(run, route),
    readSilentSockets(run),
    findFailure(notebook.evidence()) === undefined ? undefined : readHost(run, endpoints),
  ])
  for (const o of notebook.evidence().observations)
    if (o.kind === 'smtp.session' && o.fact.role === 'baseline') readClock(run, o.fact)
  if (findFailure(notebook.evidence()) !== undefined) await compareElsewhere(run, habits, ehloName)
  let stopped = await experiment(run, ehloName)
  if (options.deep === true) await readDeepTls(run, endpoints[0], ehloName)
  if (stopped === undefined) stopped = await waitForLateAnswers(run, ehloName)
  await readSilentSockets(run)
  return stopped === undefined ? {} : { stopped }
}

/** Asks one question after the other, until all is decided or the budget ends. Says why it stopped early. */
async function experiment(run: DiagnoseRun, ehloName: string): Promise<string | undefined> {
  const { deps, notebook, prober, options } = run
  for (;;) {
    const throttled = prober.throttled()
    if (throttled !== undefined)
      return `the receiver throttles us (${throttled}); what was not decided by then is inconclusive`
    if (run.timeLeftMs() < 1000) return deps.signal?.aborted === true ? 'interrupted' : undefined
    const evidence = notebook.evidence()
    const next = nextExperiments(evidence, deps.causes, {
      maySend: options.send === true,
      mayIntrude: options.send === true,
      companions: evidence.observations.flatMap((o) =>
        o.kind === 'smtp.session' && (o.fact.role === 'compare' || o.fact.role === 'elsewhere') ? [o.fact] : [],
      ),
      otherSources: options.bind === undefined ? otherSources(deps.ownAddresses, sourceInUse(evidence)) : [],
      ehloName,
      connectionsLeft: (plan) => prober.connectionsLeft(plan),
      alreadyRan: (key) => prober.resultOf(key) !== undefined,
    })
    if (next.length === 0) return undefined
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
  for (const o of evidence.observations)
    if (o.kind === 'smtp.session' && o.fact.role === 'baseline' && o.fact.localAddress !== undefined)
      return o.fact.localAddress
  for (const o of evidence.observations)
    if (o.kind === 'route.local' && o.fact.source !== undefined) return o.fact.source
  return '127.0.0.1'
}

/** Nothing is proven and a session is still silent: an answer that comes late is evidence, so wait for it within the budget. */
async function waitForLateAnswers(run: DiagnoseRun, ehloName: string): Promise<string | undefined> {
  if (run.prober.silences().length === 0) return undefined
  const diagnosis = conclude(run.notebook.evidence(), {
    target: '',
    at: 0,
    cost: { connections: 0, seconds: 0, bytesSent: 0 },
    causes: run.deps.causes,
    writeLever: () => [],
  })
  if (diagnosis.healthy || diagnosis.verdict?.standing === 'proven') return undefined
  await Promise.race([
    Promise.allSettled(run.begun),
    run.deps.clock.sleep(Math.max(0, run.timeLeftMs() - 300), run.deps.signal),
  ])
  return run.timeLeftMs() > 1500 ? experiment(run, ehloName) : undefined
}

/** What the user said that the MTA wrote. */
function noteSymptoms({ options, deps, notebook }: DiagnoseRun): readonly SymptomFact[] {
  const facts = (options.symptoms ?? [])
    .flatMap((text) => deps.readText(text, 'user'))
    .filter(({ symptom }) => symptom !== 'expired' && symptom !== 'suspended' && symptom !== 'retry.notyet')
  for (const fact of facts) notebook.note('symptom', fact, { kind: 'user' })
  return facts
}

/** A peer that ended the session in words: the words become a fact of their own. */
function noteWords(session: SmtpSession, notebook: Notebook, deps: DiagnoseDeps): void {
  const { death } = session
  if (death?.outcome.kind !== 'reply') return
  const [read] = deps.readText(replyText(death.outcome.reply), 'live')
  if (read === undefined) return
  notebook.note('symptom', {
    ...read,
    stage: death.stage,
    speaker: 'peer',
    reply: death.outcome.reply,
    endpoint: session.endpoint,
    origin: 'live',
  })
}

/** --like first; else the software that wrote the symptom, and the mail server that runs here. Without a symptom we are ourselves. */
async function senderHabits(run: DiagnoseRun, reported: readonly SymptomFact[], target: ParsedTarget): Promise<Habits> {
  const { like } = run.options
  if (like !== undefined) return LIKE[like] ?? {}
  if (reported.length === 0) return {}
  const wrote: Software | undefined = reported.find(({ software }) => software !== undefined)?.software
  const local = await readLocalMta(run, target)
  return { ...(wrote === undefined ? {} : LIKE[wrote]), ...local }
}
