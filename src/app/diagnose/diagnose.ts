import { scopeOf } from '../../domain/address.ts'
import type { Diagnosis } from '../../domain/diagnosis.ts'
import { endpointText } from '../../domain/endpoint.ts'
import type { SmtpSession } from '../../domain/facts/smtp-facts.ts'
import type { SymptomFact } from '../../domain/facts/text-facts.ts'
import { firstLooks } from '../../domain/first-looks.ts'
import type { SessionPlan } from '../../domain/plan/session-plan.ts'
import type { Stage } from '../../domain/stage.ts'
import type { ParsedTarget } from '../../domain/target.ts'
import { conclude } from '../../reason/conclude.ts'
import { hasFailed } from '../../reason/what-failed.ts'
import { baselinePlan } from './baseline-plan.ts'
import { compareElsewhere } from './compare.ts'
import { readDeepTls } from './deep-tls.ts'
import type { DiagnoseDeps, DiagnoseRun } from './diagnose-run.ts'
import { endpointsOf, reportedPort } from './endpoints.ts'
import { experimentUntilDecided, waitForLateAnswers } from './experiment-loop.ts'
import {
  readAskedSockets,
  readClock,
  readConnections,
  readHost,
  readSilentSockets,
  recountRules,
} from './host-facts.ts'
import { readIdentity, readSenderPolicies } from './identity.ts'
import { findNextHop } from './next-hop.ts'
import { noteSymptoms, noteWords } from './note-words.ts'
import { openNotebook } from './notebook.ts'
import { DEFAULT_BUDGET_SECONDS, DEFAULT_MAX_CONNECTIONS, type DiagnoseOptions } from './options.ts'
import { noteOwnWay } from './own-way.ts'
import { noteFlows } from './packet-witness.ts'
import { watchPath, type PathWitness } from './path-facts.ts'
import { createProber } from './prober.ts'
import { findRoute } from './route.ts'
import { sendingServer } from './sender-habits.ts'
import { readTlsPolicies } from './tls-policies.ts'
import { withoutSecrets } from './without-secrets.ts'

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
    ended: ended.signal,
    timeLeftMs: () => (ended.signal.aborted ? 0 : deadline - deps.clock.now()),
  }
  // Whatever waits at the deadline ends there, with what is known.
  void deps.clock.sleep(Math.max(0, deadline - deps.clock.now()), ended.signal).then(
    () => ended.abort(),
    () => undefined,
  )
  const reported = noteSymptoms(run)
  const path = await watchPath(run)
  const stopped = await investigate(run, target, reported, path)
  await path.end()
  // Of a healthy target the counters say nothing that anybody needs.
  if (hasFailed(notebook.evidence())) await path.count()
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

/** Everything that opens connections, in its order. Says why it stopped early. */
async function investigate(
  run: DiagnoseRun,
  target: ParsedTarget,
  reported: readonly SymptomFact[],
  path: PathWitness,
): Promise<string | undefined> {
  const { options, deps, notebook } = run
  const sender = await sendingServer(run, reported, target)
  const { habits } = sender
  const hop = await findNextHop(run, target, sender, reported)
  const route = await findRoute(run, target, hop?.found)
  const family = options.family ?? habits.family
  const named = reported.flatMap(({ host, address }) => [host, address].filter((name) => name !== undefined))
  const port = options.port ?? target.port ?? reportedPort(route, reported) ?? hop?.port ?? 25
  const endpoints = endpointsOf(route, port, family, named)
  deps.onProgress?.({ kind: 'route', hosts: route.hosts.length, addresses: endpoints.length })
  const mailboxes = options.rcpt ?? (target.mailbox === undefined ? [] : [target.mailbox])
  const ehloName = options.ehloName ?? habits.ehloName ?? deps.hostName
  const unseen = await deps.packets?.begin(endpoints)
  if (unseen !== undefined) notebook.blind('flow.end', unseen)
  for (const endpoint of endpoints) {
    if (run.timeLeftMs() < 500) break
    const plan = baselinePlan(endpoint, options, habits, ehloName, mailboxes)
    await lookAt(run, hop?.withoutLogin === true ? { ...plan, upTo: 'tls' } : plan)
  }
  const asked = readAskedSockets(run)
  await Promise.all([
    readIdentity(run, ehloName),
    readSenderPolicies(run),
    readTlsPolicies(run, route),
    readSilentSockets(run),
    noteOwnWay(run, target, sender, { followed: hop !== undefined, imitated: reported.length > 0 }),
    hasFailed(notebook.evidence()) ? readHost(run, endpoints) : undefined,
    readConnections(
      run,
      firstLooks(notebook.evidence()).map(({ fact }) => fact),
    ),
  ])
  const looks = firstLooks(notebook.evidence()).map(({ fact }) => fact)
  for (const look of looks) readClock(run, look)
  path.follow(looks.filter(({ death }) => death?.stage === 'connect').map(({ endpoint }) => endpoint))
  path.follow(
    looks.filter(mayMindSize).map(({ endpoint }) => endpoint),
    'whole',
  )
  if (hasFailed(notebook.evidence())) {
    await path.count()
    await compareElsewhere(run, habits, ehloName)
  }
  const stopped = await experimentUntilDecided(run, ehloName)
  if (options.deep === true) await readDeepTls(run, looks)
  const stoppedLater = stopped === undefined ? await waitForLateAnswers(run, ehloName, asked) : undefined
  await Promise.all([readSilentSockets(run), recountRules(run, endpoints)])
  return stopped ?? stoppedLater
}

/** Our first packets of full size are a large ClientHello and a message. */
const LARGE_STAGES: ReadonlySet<Stage> = new Set(['tls', 'body', 'dot', 'idle'])

/** It went silent where packets are large for the first time. Within this host there is no path that could mind their size. */
function mayMindSize({ death, endpoint }: SmtpSession): boolean {
  return death?.outcome.kind === 'silent' && LARGE_STAGES.has(death.stage) && scopeOf(endpoint.address) !== 'loopback'
}

/** One session that asks for no more than the target was named for. One that goes silent is awaited later. */
async function lookAt({ prober, deps, begun, timeLeftMs }: DiagnoseRun, plan: SessionPlan): Promise<void> {
  const { finished } = await prober.runUntilSilent(plan, {
    role: 'baseline',
    patienceMs: Math.max(1000, timeLeftMs() - 500),
    onSilence: ({ session }) => {
      deps.onProgress?.({
        kind: 'silence',
        endpoint: endpointText(plan.endpoint),
        stage: session.death?.stage ?? 'connect',
      })
    },
  })
  begun.push(finished)
}
