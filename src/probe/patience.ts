import type { Stage } from '../domain/stage.ts'

/** How long each stage may stay silent when the plan does not say, in milliseconds. RFC 5321 §4.5.3.2 allows minutes. */
const DEFAULT_PATIENCE_MS: Readonly<Record<Stage, number>> = {
  dns: 10_000,
  connect: 10_000,
  banner: 15_000,
  ehlo: 15_000,
  starttls: 15_000,
  tls: 15_000,
  auth: 15_000,
  mail: 15_000,
  rcpt: 15_000,
  data: 15_000,
  body: 15_000,
  dot: 25_000,
  idle: 15_000,
  // The peer's farewell changes nothing: not worth a wait.
  quit: 2_000,
}

export function patienceFor(stage: Stage, plan?: Partial<Record<Stage, number>>): number {
  const planned = plan?.[stage]
  if (planned === undefined) return DEFAULT_PATIENCE_MS[stage]
  return stage === 'quit' ? Math.min(planned, DEFAULT_PATIENCE_MS.quit) : planned
}
