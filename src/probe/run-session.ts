import type { SessionPlan } from '../domain/plan/session-plan.ts'
import type { Stage } from '../domain/stage.ts'
import { isBefore } from '../domain/stage.ts'
import { authenticate } from './authenticate.ts'
import { sendBulk } from './bulk.ts'
import type { Course } from './course.ts'
import { sessionOf } from './course.ts'
import { createDialogue } from './dialogue.ts'
import { askSystemRoots, handshake } from './handshake.ts'
import { leave } from './leave.ts'
import { awaitBanner, connectTcp, hello, helloCommand, starttls } from './opening.ts'
import type { ProbeContext, SessionRun } from './probe-context.ts'
import { idle } from './rest.ts'
import { transactions } from './transaction.ts'

/**
 * Runs one session on one connection. Never throws and never rejects: what the peer does is in the result. Sends octets of a message
 * only when the plan's last stage is `body` or `dot`; `idle` and `quit` run no transaction.
 */
export async function runSession(plan: SessionPlan, context: ProbeContext): Promise<SessionRun> {
  const course = openCourse(plan, context)
  await perform(course)
  await leave(course)
  return runOf(course)
}

/** What a course that is over amounts to. */
export function runOf(course: Course): SessionRun {
  askSystemRoots(course)
  return { session: sessionOf(course), steps: course.dialogue.steps }
}

/** Opens the connection of a plan. */
export function openCourse(plan: SessionPlan, context: ProbeContext): Course {
  const dialogue = createDialogue(
    {
      endpoint: plan.endpoint,
      ...(plan.patienceMs === undefined ? {} : { patienceMs: plan.patienceMs }),
      ...(plan.bind === undefined ? {} : { bind: plan.bind }),
      ...(plan.keepAliveMs === undefined ? {} : { keepAliveMs: plan.keepAliveMs }),
      ...(plan.sliceBytes === undefined ? {} : { sliceBytes: plan.sliceBytes }),
      ...(plan.slicePauseMs === undefined ? {} : { slicePauseMs: plan.slicePauseMs }),
      silent(stage, outcome, outstanding, afterMs) {
        const partial = sessionOf(course, { stage, outcome, outstanding })
        const { session, endpoint, localAddress, localPort } = partial
        context.onSilence?.({
          session,
          endpoint,
          stage,
          ...(localAddress === undefined ? {} : { localAddress }),
          ...(localPort === undefined ? {} : { localPort }),
          afterMs,
          partial,
        })
      },
    },
    context,
  )
  const course: Course = { plan, dialogue, position: 'command' }
  return course
}

/** Everything of a plan but the farewell. */
export async function perform(course: Course): Promise<void> {
  const { plan } = course
  if (!(await connectTcp(course)) || !goesTo(plan, 'banner')) return
  if (plan.tls === 'wrapped' && !(await handshake(course))) return
  if (!(await greet(course)) || !goesTo(plan, 'ehlo')) return
  if (plan.tls !== 'none' && plan.tls !== 'wrapped' && goesTo(plan, 'starttls') && !(await secure(course))) return
  if (plan.bulkBytes !== undefined && !(await sendBulk(course, plan.bulkBytes))) return
  if (plan.auth !== undefined && goesTo(plan, 'auth') && !(await authenticate(course, plan.auth.user))) return
  if (plan.envelope !== undefined && goesTo(plan, 'mail') && !isAfterDot(plan.upTo)) {
    if (!(await transactions(course, plan.envelope))) return
  }
  if (plan.lingerMs !== undefined && course.position !== 'message') {
    if (await idle(course, plan.lingerMs, `(pause of ${plan.lingerMs} ms)`)) course.reached = 'idle'
  }
}

/** Banner and EHLO, in the order of the plan. */
async function greet(course: Course): Promise<boolean> {
  const { plan, dialogue } = course
  const early = plan.speaksEarly === true && goesTo(plan, 'ehlo')
  if (early) dialogue.say(helloCommand(course))
  if (!(await awaitBanner(course))) return false
  return !goesTo(plan, 'ehlo') || hello(course, early)
}

/** STARTTLS, the handshake and the second EHLO, which every client owes after it (RFC 3207 §4.2). */
async function secure(course: Course): Promise<boolean> {
  switch (await starttls(course)) {
    case 'in-clear':
      return true
    case 'ended':
      return false
    case 'ready':
      if (course.plan.upTo === 'starttls') {
        course.position = 'handshake'
        return true
      }
      if (!(await handshake(course))) return false
      delete course.keywords
      return hello(course)
  }
}

function goesTo(plan: SessionPlan, stage: Stage): boolean {
  return !isBefore(plan.upTo, stage)
}

function isAfterDot(stage: Stage): boolean {
  return isBefore('dot', stage)
}
