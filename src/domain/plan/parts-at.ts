import { isBefore, STAGES, type Stage } from '../stage.ts'
import type { Plan } from './plan.ts'
import type { SessionPlan } from './session-plan.ts'

/** Up to the end of the stage before, the peer cannot know what a plan has here; undefined: it never learns of it. */
const SHOWS_AT: Readonly<Record<keyof Omit<SessionPlan, 'upTo' | 'pauseMs' | 'patienceMs'>, Stage | undefined>> = {
  kind: 'connect',
  endpoint: 'connect',
  bind: 'connect',
  keepAliveMs: 'connect',
  familyGiven: undefined,
  speaksEarly: 'banner',
  ehloName: 'ehlo',
  ehloNameGiven: undefined,
  helo: 'ehlo',
  sliceBytes: 'ehlo',
  slicePauseMs: 'ehlo',
  bulkBytes: 'ehlo',
  tls: 'starttls',
  tlsPlan: 'starttls',
  auth: 'auth',
  // What is pipelined may be one write with MAIL (RFC 2920), and MAIL tells the size of the message (RFC 1870).
  envelope: 'mail',
  message: 'mail',
  mailParameters: 'mail',
  pipelining: 'mail',
  quitPipelined: 'mail',
  chunking: 'mail',
  transactions: 'mail',
  bodyBytesPerSecond: 'body',
  lingerMs: 'idle',
}

/**
 * The first stage at which two sessions are not the same: one that ended before it was never asked what they differ in. undefined where
 * they differ in nothing that the peer could see, or are no two sessions.
 */
export function partsAt(one: Plan, other: Plan): Stage | undefined {
  if (one.kind !== 'session' || other.kind !== 'session') return undefined
  const stages = [
    ...membersThatDiffer(one, other).map((member) => SHOWS_AT[member]),
    ...stagesThatDiffer(one.pauseMs, other.pauseMs).map(atMail),
    ...stagesThatDiffer(one.patienceMs, other.patienceMs).map(atMail),
    ...(one.upTo === other.upTo ? [] : [atMail(one.upTo), atMail(other.upTo)]),
  ].filter((stage) => stage !== undefined)
  const [first] = stages.toSorted((a, b) => (a === b ? 0 : isBefore(a, b) ? -1 : 1))
  // TLS from the first octet comes before the greeting (RFC 8314), and every write is within it.
  const isWrapped = one.tls === 'wrapped' || other.tls === 'wrapped'
  return isWrapped && first !== undefined && isBefore(first, 'auth') ? 'connect' : first
}

function membersThatDiffer(one: SessionPlan, other: SessionPlan): readonly (keyof typeof SHOWS_AT)[] {
  return MEMBERS.filter((member) => JSON.stringify(one[member]) !== JSON.stringify(other[member]))
}

const MEMBERS = Object.keys(SHOWS_AT).filter((name): name is keyof typeof SHOWS_AT => name in SHOWS_AT)

function stagesThatDiffer(one: SessionPlan['pauseMs'], other: SessionPlan['pauseMs']): readonly Stage[] {
  return STAGES.filter((stage) => one?.[stage] !== other?.[stage])
}

/** What follows MAIL may be in one write with it. */
function atMail(stage: Stage): Stage {
  return isBefore('mail', stage) ? 'mail' : stage
}
