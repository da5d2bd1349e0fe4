import type { Endpoint } from '../../src/domain/endpoint.ts'
import type { Evidence } from '../../src/domain/evidence.ts'
import type { SocketState } from '../../src/domain/facts/host-facts.ts'
import type { SmtpSession, SmtpStep } from '../../src/domain/facts/smtp-facts.ts'
import type { SymptomFact } from '../../src/domain/facts/text-facts.ts'
import type { FactKind, Facts } from '../../src/domain/observation.ts'
import { observationId } from '../../src/domain/observation.ts'
import type { Outcome } from '../../src/domain/outcome.ts'
import type { MessagePlan, SessionPlan } from '../../src/domain/plan/session-plan.ts'
import type { Stage } from '../../src/domain/stage.ts'

/** One fact of a test's evidence. */
export type Seen = { readonly [K in FactKind]: { readonly kind: K; readonly fact: Facts[K] } }[FactKind]

export type SeenOf<K extends FactKind> = Extract<Seen, { readonly kind: K }>

export const AN_ENDPOINT: Endpoint = { host: 'mx1.example.net', address: '192.0.2.1', port: 25 }

/** Evidence from facts, with ids o1, o2, … in the order given. */
export function evidence(seen: readonly Seen[], blind: Evidence['blind'] = {}): Evidence {
  return {
    observations: seen.map((one, index) => ({
      ...one,
      id: observationId(index + 1),
      at: 1_700_000_000_000 + index,
      source: { kind: 'probe', run: 'test' },
    })),
    blind,
  }
}

export function fact<K extends FactKind>(kind: K, value: Facts[K]): SeenOf<K> {
  return { kind, fact: value } as SeenOf<K>
}

export function plan(changes: Partial<SessionPlan> = {}): SessionPlan {
  return {
    kind: 'session',
    endpoint: AN_ENDPOINT,
    upTo: 'mail',
    ehloName: 'sender.example.org',
    tls: 'auto',
    envelope: { from: '', to: [] },
    ...changes,
  }
}

/** A session that lived, unless `death` is among the changes. */
export function session(changes: Partial<SmtpSession> = {}): SeenOf<'smtp.session'> {
  const thePlan = changes.plan ?? plan()
  const value: SmtpSession = {
    session: 's1',
    endpoint: thePlan.endpoint,
    role: 'baseline',
    plan: thePlan,
    lived: changes.death === undefined,
    ...(changes.death === undefined ? { reached: thePlan.upTo } : {}),
    sentBytes: 200,
    receivedBytes: 400,
    seconds: 0.4,
    startedAt: 1_700_000_000_000,
    connectMs: 20,
    ...changes,
  }
  return fact('smtp.session', value)
}

export function death(stage: Stage, outcome: Outcome): NonNullable<SmtpSession['death']> {
  return { stage, outcome, outstanding: [] }
}

export function reply(code: number, text = ''): Outcome {
  return { kind: 'reply', reply: { code, lines: [text] }, afterMs: 10 }
}

export const SILENCE: Outcome = { kind: 'silent', afterMs: 10_000 }
export const FIN: Outcome = { kind: 'closed', by: 'fin', bytesSeen: 0, afterMs: 20 }
export const RST: Outcome = { kind: 'closed', by: 'rst', bytesSeen: 0, afterMs: 20 }

/** A session that was to send this message, and died in its body; `changes`: what is otherwise. */
export function cutInBody(message: MessagePlan, how: Outcome = FIN, changes: Partial<SmtpSession> = {}): Seen {
  return session({
    plan: plan({ upTo: 'dot', envelope: { from: '', to: ['a@example.net'] }, message }),
    death: death('body', how),
    ...changes,
  })
}

export function symptom(changes: Partial<SymptomFact> & Pick<SymptomFact, 'symptom'>): Seen {
  return fact('symptom', { speaker: 'us', rule: 'test', words: '', origin: 'user', ...changes })
}

/** A kernel that sends the same again and again; `changes`: what is otherwise. */
export function socketState(changes: Partial<SocketState> = {}) {
  return fact('socket.state', {
    session: 's1',
    endpoint: AN_ENDPOINT,
    state: 'ESTAB',
    timer: 'on',
    retransmits: 4,
    backoff: 4,
    unackedSegments: 1,
    sentBytes: 90,
    ackedBytes: 60,
    receivedBytes: 300,
    notSentBytes: 0,
    sendQueueBytes: 30,
    mss: 1448,
    pathMtu: 1500,
    rttMs: 20,
    lastReceivedMs: 3000,
    lastAckMs: 3000,
    afterSilenceMs: 3000,
    ...changes,
  })
}

/** All that was sent is acknowledged, and keepalive probes have found nobody since. */
export const PROBED_IN_VAIN = socketState({
  timer: 'keepalive',
  retransmits: 0,
  unackedSegments: 0,
  unansweredProbes: 4,
  lastAckMs: 8000,
  lastReceivedMs: 8000,
})

/** One step of the first session, in clear. */
export function step(changes: Partial<SmtpStep> & Pick<SmtpStep, 'stage' | 'outcome'>): Seen {
  return fact('smtp.step', {
    session: 's1',
    endpoint: AN_ENDPOINT,
    role: 'baseline',
    said: '',
    encrypted: false,
    sentBytes: 20,
    sentSoFarBytes: 40,
    startedAfterMs: 50,
    outstanding: [],
    ...changes,
  })
}

/** EHLO or HELO of the first session, and its answer. */
export function greeted(said: string, code: number, ...lines: readonly string[]): Seen {
  return step({ stage: 'ehlo', said, outcome: { kind: 'reply', reply: { code, lines }, afterMs: 10 } })
}
