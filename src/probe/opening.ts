import { isSuccess, type Outcome } from '../domain/outcome.ts'
import { endsSession } from '../domain/reply.ts'
import { ehloKeywords, offers } from '../wire/smtp/ehlo.ts'
import type { Course } from './course.ts'
import { die, settle } from './course.ts'
import { hangsUp, rest } from './rest.ts'

/** The TCP connection. A kernel that gives up after minutes of silence says ETIMEDOUT: that is silence, too. */
export async function connectTcp(course: Course): Promise<boolean> {
  const { dialogue } = course
  const outcome = await dialogue.await('connect', '(TCP connect)', () => {
    const end = dialogue.tcp.end()
    if (end?.by === 'errno' && end.errno === 'ETIMEDOUT') return { kind: 'silent' }
    return dialogue.tcp.isConnected() ? { kind: 'done' } : undefined
  })
  return settle(course, 'connect', outcome)
}

/** Waits for the greeting. A sender that speaks early has its EHLO outstanding meanwhile. */
export async function awaitBanner(course: Course): Promise<boolean> {
  const { dialogue } = course
  const outcome = await dialogue.await('banner', '', () => {
    const reply = dialogue.inbox.take()
    return reply === undefined ? undefined : { kind: 'reply', reply }
  })
  if (outcome.kind === 'reply') {
    course.banner = outcome.reply
    course.bannerMs = outcome.afterMs ?? 0
  }
  return settle(course, 'banner', outcome)
}

/** EHLO, and HELO where EHLO is refused for good (RFC 5321 §3.2): a 421 is no refusal of EHLO but the end. */
export async function hello(course: Course, alreadySaid = false): Promise<boolean> {
  const { dialogue, plan } = course
  const said = helloCommand(course)
  if (!alreadySaid) {
    if (!(await rest(course, 'ehlo'))) return false
    dialogue.say(said)
  }
  let outcome = await dialogue.hear('ehlo')
  if (plan.helo !== true && isRefusedEhlo(outcome)) {
    course.keywords = []
    const again = await dialogue.exchange('ehlo', `HELO ${plan.ehloName}`)
    // A server that refuses EHLO and hangs up has said why: HELO only finds the line gone.
    if (!isCut(again)) outcome = again
  } else if (outcome.kind === 'reply' && isSuccess('ehlo', outcome))
    course.keywords = plan.helo === true ? [] : ehloKeywords(outcome.reply)
  if (dialogue.tls === undefined && course.keywords !== undefined) course.clearKeywords = course.keywords
  return settle(course, 'ehlo', outcome)
}

export function helloCommand({ plan }: Course): string {
  return `${plan.helo === true ? 'HELO' : 'EHLO'} ${plan.ehloName}`
}

function isCut({ kind }: Outcome): boolean {
  return kind === 'closed' || kind === 'errno'
}

function isRefusedEhlo(outcome: Outcome): boolean {
  return outcome.kind === 'reply' && outcome.reply.code >= 500
}

/** A server that refuses and hangs up sends its FIN right after the refusal. */
const AFTERTHOUGHT_MS = 50

/** What became of STARTTLS: TLS may begin, the session goes on in clear, or it ended. */
export type StarttlsResult = 'ready' | 'in-clear' | 'ended'

/**
 * STARTTLS (RFC 3207). `auto` goes on in clear where it is not offered or refused. `require` and `verify` ask even where it is not
 * offered: the refusal is the evidence, and a line whose EHLO answer was tampered with may still take it.
 */
export async function starttls(course: Course): Promise<StarttlsResult> {
  const { dialogue, plan } = course
  const optional = plan.tls === 'auto'
  if (optional && !offers(course.keywords ?? [], 'STARTTLS')) return 'in-clear'
  if (!(await rest(course, 'starttls'))) return 'ended'
  const outcome = await dialogue.exchange('starttls', 'STARTTLS')
  // RFC 3207 wants 220; senders take any yes (Postfix, Exim, OpenSMTPD), and a server that said so waits for the hello.
  if (isSuccess('starttls', outcome)) {
    course.reached = 'starttls'
    return 'ready'
  }
  if (outcome.kind !== 'reply' || endsSession(outcome.reply) || !optional) {
    die(course, 'starttls', outcome)
    return 'ended'
  }
  if (await hangsUp(course, AFTERTHOUGHT_MS)) {
    die(course, 'starttls', outcome)
    return 'ended'
  }
  return 'in-clear'
}
