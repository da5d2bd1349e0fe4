import { createHmac } from 'node:crypto'
import type { Outcome } from '../domain/outcome.ts'
import type { SessionPlan } from '../domain/plan/session-plan.ts'
import { cramMd5Response, loginResponse, plainResponse, xoauth2Response } from '../wire/smtp/auth.ts'
import { extensionParameters } from '../wire/smtp/ehlo.ts'
import type { Course } from './course.ts'
import { die, settle, stop } from './course.ts'
import { rest } from './rest.ts'

type Method = NonNullable<NonNullable<SessionPlan['auth']>['method']>

/** In the order in which a client prefers them when the plan does not say. XOAUTH2 wants a token and is used only when asked for. */
const PREFERRED: readonly Method[] = ['PLAIN', 'LOGIN', 'CRAM-MD5']

/**
 * AUTH (RFC 4954). The password goes out only inside TLS, unless the plan wants no TLS at all or the method does not reveal it.
 * It never shows in steps: what is said is shown by its role, and echoes are replaced.
 */
export async function authenticate(course: Course, user: string): Promise<boolean> {
  const { dialogue, plan } = course
  const offered = extensionParameters(course.keywords ?? [], 'AUTH')
  const method = plan.auth?.method ?? PREFERRED.find((one) => offered?.includes(one)) ?? 'PLAIN'
  const revealing = method !== 'CRAM-MD5'
  if (revealing && plan.tls !== 'none' && dialogue.tls === undefined)
    return stop(course, 'the line is not encrypted, so the password was not sent')
  const password = dialogue.context.password?.()
  if (password === undefined) return stop(course, 'no password was given')
  const credentials = { user, password }
  for (const secret of [password, ...formsOf(credentials)]) dialogue.secrets.add(secret)
  if (!(await rest(course, 'auth'))) return false
  const outcome = await converse(course, method, credentials, offered !== undefined)
  if (outcome === undefined) return false
  // A challenge after the last answer: the server wants more than the method has.
  return isChallenge(outcome) ? die(course, 'auth', outcome) : settle(course, 'auth', outcome)
}

interface Credentials {
  readonly user: string
  readonly password: string
}

function formsOf({ user, password }: Credentials): readonly string[] {
  return [plainResponse(user, password), loginResponse(password), xoauth2Response(user, password)]
}

/** The exchange; undefined when the session ended inside it. */
async function converse(
  course: Course,
  method: Method,
  credentials: Credentials,
  offered: boolean,
): Promise<Outcome | undefined> {
  const { dialogue } = course
  const { user, password } = credentials
  const initial = { PLAIN: plainResponse(user, password), XOAUTH2: xoauth2Response(user, password) }
  if (method === 'PLAIN' || method === 'XOAUTH2') {
    // A server that offers no AUTH is asked first: the secret is not thrown at it.
    if (!offered) return answer(course, method, await dialogue.exchange('auth', `AUTH ${method}`), initial[method])
    dialogue.sayAs([`AUTH ${method} ${initial[method]}`], [`AUTH ${method} (secret)`])
    const outcome = await dialogue.hear('auth')
    // XOAUTH2 explains a failure by a 334 that wants an empty line.
    if (outcome.kind === 'reply' && outcome.reply.code === 334) return dialogue.exchange('auth', '')
    return outcome
  }
  const begun = await dialogue.exchange('auth', `AUTH ${method}`)
  if (method === 'LOGIN') {
    const named = await answer(course, 'user name', begun, loginResponse(user))
    if (!isChallenge(named)) return named
    return answer(course, 'password', named, loginResponse(password))
  }
  if (begun.kind !== 'reply' || begun.reply.code !== 334) return begun
  const response = cramMd5Response(user, password, begun.reply.lines[0] ?? '', (key, data) =>
    createHmac('md5', key).update(data).digest(),
  )
  if (response === undefined) {
    die(course, 'auth', {
      kind: 'garbled',
      head: (begun.reply.lines[0] ?? '').slice(0, 256),
      why: 'a CRAM-MD5 challenge that is not base64',
    })
    return undefined
  }
  return answer(course, 'digest', begun, response)
}

/** Answers a 334; any other outcome is handed on. */
async function answer({ dialogue }: Course, what: string, challenge: Outcome, response: string): Promise<Outcome> {
  if (!isChallenge(challenge)) return challenge
  dialogue.sayAs([response], [`(${what})`])
  return dialogue.hear('auth')
}

function isChallenge(outcome: Outcome): boolean {
  return outcome.kind === 'reply' && outcome.reply.code === 334
}
