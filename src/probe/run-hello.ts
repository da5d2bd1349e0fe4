import type { HelloAnswer, TlsHello } from '../domain/facts/smtp-facts.ts'
import type { HelloPlan } from '../domain/plan/hello-plan.ts'
import type { SessionPlan } from '../domain/plan/session-plan.ts'
import type { Stage } from '../domain/stage.ts'
import { STAGES } from '../domain/stage.ts'
import { encodeAlert, USER_CANCELED } from '../wire/tls/alert.ts'
import { buildClientHello } from '../wire/tls/client-hello.ts'
import type { Course } from './course.ts'
import { collectAnswer } from './hello-answer.ts'
import { leave } from './leave.ts'
import { awaitBanner, connectTcp, hello, starttls } from './opening.ts'
import type { HelloRun, ProbeContext } from './probe-context.ts'
import { openCourse } from './run-session.ts'

/**
 * One ClientHello of our own on one connection: connect, banner, EHLO, STARTTLS, hello, read the answer, leave by an alert and FIN.
 * Never throws.
 */
export async function runHello(plan: HelloPlan, context: ProbeContext): Promise<HelloRun> {
  const course = openCourse(sessionPlanOf(plan), context)
  const { dialogue } = course
  const octets = buildClientHello(plan.hello, plan.endpoint.host, (count) => context.random.bytes(count))
  const answer = (await open(course)) ? await offer(course, plan, octets) : notReached(course)
  await leave(course)
  const fact: TlsHello = {
    endpoint: plan.endpoint,
    session: dialogue.session,
    ...(context.arm === undefined ? {} : { arm: context.arm }),
    hello: plan.hello,
    ...(plan.sliceBytes === undefined ? {} : { sliceBytes: plan.sliceBytes }),
    sizeBytes: octets.length,
    answer,
  }
  return { hello: fact, steps: dialogue.steps }
}

function sessionPlanOf(plan: HelloPlan): SessionPlan {
  const { patienceMs } = plan
  return {
    kind: 'session',
    endpoint: plan.endpoint,
    upTo: 'tls',
    ehloName: plan.ehloName,
    tls: plan.wrapped === true ? 'wrapped' : 'require',
    ...(plan.bind === undefined ? {} : { bind: plan.bind }),
    ...(patienceMs === undefined
      ? {}
      : { patienceMs: Object.fromEntries(STAGES.map((stage) => [stage, patienceMs])) as Record<Stage, number> }),
  }
}

/** Everything before the hello. */
async function open(course: Course): Promise<boolean> {
  if (!(await connectTcp(course))) return false
  if (course.plan.tls === 'wrapped') return true
  return (await awaitBanner(course)) && (await hello(course)) && (await starttls(course)) === 'ready'
}

async function offer(course: Course, plan: HelloPlan, octets: Uint8Array): Promise<HelloAnswer> {
  const { dialogue } = course
  dialogue.inbox.setAside()
  course.position = 'handshake'
  if (plan.sliceBytes !== undefined) dialogue.tcp.slice(plan.sliceBytes, plan.slicePauseMs)
  const answer = await collectAnswer(dialogue, octets, plan)
  if (answer.kind === 'server-hello' && answer.version >= 0x0300)
    dialogue.write(encodeAlert(Math.min(answer.version, 0x0303), { description: USER_CANCELED, fatal: true }))
  return answer
}

function notReached(course: Course): HelloAnswer {
  const { death, dialogue } = course
  const last = dialogue.steps.at(-1)
  return {
    kind: 'not-reached',
    stage: death?.stage ?? last?.stage ?? 'connect',
    outcome: death?.outcome ?? last?.outcome ?? { kind: 'silent', afterMs: 0 },
  }
}
