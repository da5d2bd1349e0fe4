import { randomBytes } from 'node:crypto'
import { setTimeout as after } from 'node:timers/promises'
import type { SmtpSession, SmtpStep } from '../../src/domain/facts/smtp-facts.ts'
import type { Outcome } from '../../src/domain/outcome.ts'
import type { SessionPlan } from '../../src/domain/plan/session-plan.ts'
import type { Stage } from '../../src/domain/stage.ts'
import { STAGES } from '../../src/domain/stage.ts'
import type { PeerScript } from '../../src/probe/peer/peer-script.ts'
import type { RunningPeer } from '../../src/probe/peer/start-peer.ts'
import { startPeer } from '../../src/probe/peer/start-peer.ts'
import type { ProbeContext, SessionRun } from '../../src/probe/probe-context.ts'
import { runSession } from '../../src/probe/run-session.ts'

/** A context of real time and chance, with sessions `s1`, `s2`, … */
export function probeContext(changes: Partial<ProbeContext> = {}): ProbeContext {
  let sessions = 0
  return {
    clock: {
      now: () => Date.now(),
      sleep: (ms, signal) => after(ms, undefined, signal === undefined ? {} : { signal }),
    },
    random: { bytes: (count) => new Uint8Array(randomBytes(count)) },
    role: 'baseline',
    nextSession: () => `s${(sessions += 1)}`,
    ...changes,
  }
}

/** Patience for tests, in every stage. */
export function patience(ms: number): Record<Stage, number> {
  return Object.fromEntries(STAGES.map((stage) => [stage, ms])) as Record<Stage, number>
}

/** A plan towards a peer: the whole way to the answer at the dot, TLS where offered. */
export function planFor(peer: RunningPeer, changes: Partial<SessionPlan> = {}): SessionPlan {
  return {
    kind: 'session',
    endpoint: { host: 'mx.example.net', address: peer.address, port: peer.port },
    upTo: 'dot',
    ehloName: 'probe.example.org',
    tls: 'auto',
    envelope: { from: 'a@example.org', to: ['b@example.net'] },
    message: { sizeBytes: 2_000 },
    patienceMs: patience(250),
    ...changes,
  }
}

/** Runs one session against a peer of this script. */
export async function sessionWith(
  script: PeerScript,
  changes: Partial<SessionPlan> = {},
  context: Partial<ProbeContext> = {},
): Promise<SessionRun & { readonly commands: readonly string[] }> {
  const peer = await startPeer(script)
  try {
    const run = await runSession(planFor(peer, changes), probeContext(context))
    return { ...run, commands: [...peer.commands()] }
  } finally {
    await peer.close()
  }
}

/** `mail: reply 250`, `tls: closed rst`: one line for each step. */
export function ladder(steps: readonly SmtpStep[]): readonly string[] {
  return steps.map(({ stage, outcome }) => `${stage}: ${outcomeText(outcome)}`)
}

export function outcomeText(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'reply':
      return `reply ${outcome.reply.code}`
    case 'done':
    case 'silent':
    case 'garbled':
      return outcome.kind
    case 'closed': {
      const { alert } = outcome
      return alert === undefined ? `closed ${outcome.by}` : `alert ${alert.description} from ${alert.from}`
    }
    case 'errno':
      return outcome.errno
  }
}

/** `mail: closed rst`, or `lived`, or `stopped` when we ended it ourselves. */
export function deathOf(session: SmtpSession): string {
  const { death } = session
  if (death === undefined) return session.lived ? 'lived' : 'stopped'
  return `${death.stage}: ${outcomeText(death.outcome)}`
}
