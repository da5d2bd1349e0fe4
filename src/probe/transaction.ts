import type { Outcome } from '../domain/outcome.ts'
import { isSuccess } from '../domain/outcome.ts'
import type { Envelope } from '../domain/plan/session-plan.ts'
import { endsSession } from '../domain/reply.ts'
import type { Stage } from '../domain/stage.ts'
import { isBefore } from '../domain/stage.ts'
import { mailCommand, rcptCommand } from '../wire/smtp/command.ts'
import { offers } from '../wire/smtp/ehlo.ts'
import { pipelineGroups } from '../wire/smtp/pipeline.ts'
import type { Course } from './course.ts'
import { die, settle } from './course.ts'
import { buildMessage } from './message.ts'
import { rest } from './rest.ts'
import { sendChunk, sendData } from './send-message.ts'

const ASCII = /^[\u0000-\u007f]*$/

/** The mail transactions of a plan, as far as its last stage. Only `body` and `dot` send octets of a message. */
export async function transactions(course: Course, envelope: Envelope): Promise<boolean> {
  const count = Math.max(1, course.plan.transactions ?? 1)
  for (let index = 0; index < count; index += 1) {
    if (index > 0 && course.position === 'transaction') {
      const outcome = await course.dialogue.exchange('mail', 'RSET')
      if (!isSuccess('mail', outcome)) return die(course, 'mail', outcome)
      course.position = 'command'
    }
    if (!(await transaction(course, envelope))) return false
    if (course.position === 'message') return true
  }
  return true
}

async function transaction(course: Course, envelope: Envelope): Promise<boolean> {
  const { plan, dialogue } = course
  const keywords = course.keywords ?? []
  const message = buildMessage(plan.message ?? {}, {
    envelope,
    ehloName: plan.ehloName,
    now: dialogue.context.clock.now(),
    random: dialogue.context.random.bytes(8),
  })
  const chunking = plan.chunking === true && offers(keywords, 'CHUNKING')
  const commands = [{ stage: 'mail' as Stage, text: mailOf(course, envelope, message) }]
  if (!isBefore(plan.upTo, 'rcpt'))
    for (const to of envelope.to) commands.push({ stage: 'rcpt', text: rcptCommand(to) })
  if (!isBefore(plan.upTo, 'data') && !chunking) commands.push({ stage: 'data', text: 'DATA' })
  if (!(await runCommands(course, commands))) return false
  if (isBefore(plan.upTo, 'body')) return true
  return chunking ? sendChunk(course, message) : sendData(course, message)
}

function mailOf({ plan, keywords = [] }: Course, envelope: Envelope, message: Uint8Array): string {
  if (plan.mailParameters === false) return mailCommand(envelope.from)
  const utf8 = ![envelope.from, ...envelope.to].every((address) => ASCII.test(address))
  return mailCommand(envelope.from, {
    ...(offers(keywords, 'SIZE') ? { sizeBytes: message.length } : {}),
    eightBit: offers(keywords, '8BITMIME') && hasEightBit(message),
    smtpUtf8: utf8 && offers(keywords, 'SMTPUTF8'),
  })
}

/** MAIL, RCPT and DATA, in groups where the peer takes pipelines. Every answer of a group is heard before the next step. */
async function runCommands(
  course: Course,
  commands: readonly { readonly stage: Stage; readonly text: string }[],
): Promise<boolean> {
  const { plan, dialogue } = course
  const lockStep = plan.pipelining === false || plan.pauseMs?.rcpt !== undefined || plan.pauseMs?.data !== undefined
  const pipelining = !lockStep && offers(course.keywords ?? [], 'PIPELINING')
  let accepted = 0
  let lastRcpt: Outcome | undefined
  let next = 0
  for (const group of pipelineGroups(
    commands.map(({ text }) => text),
    pipelining,
  )) {
    const members = commands.slice(next, next + group.length)
    next += group.length
    if (!(await rest(course, members[0]?.stage ?? 'mail'))) return false
    // Without a recipient there is nothing to send; in a pipeline DATA is on its way already.
    if (members[0]?.stage === 'data' && accepted === 0 && lastRcpt !== undefined) break
    const quits = plan.quitPipelined === true && plan.upTo === 'rcpt' && pipelining && next === commands.length
    dialogue.say(...group, ...(quits ? ['QUIT'] : []))
    if (quits) course.saidQuit = true
    for (const { stage, text } of members) {
      const outcome = await dialogue.hear(stage, text)
      // The answers that were owed after a 421, or after a 221 (mostly one to QUIT), are not coming any more.
      if (outcome.kind !== 'reply' || endsSession(outcome.reply)) return die(course, stage, outcome)
      const taken = isSuccess(stage, outcome)
      if (stage === 'mail') {
        if (settle(course, 'mail', outcome)) course.position = 'transaction'
      } else if (stage === 'rcpt') {
        lastRcpt = outcome
        if (taken) {
          accepted += 1
          if (course.death === undefined) course.reached = 'rcpt'
        } else if (outcome.reply.code >= 500) course.refusedRecipient ??= outcome
      } else if (taken) {
        course.position = 'message'
        if (accepted === 0 || course.death !== undefined) await emptyMessage(course)
        else course.reached = 'data'
      } else if (accepted > 0) die(course, 'data', outcome)
    }
    if (course.death !== undefined) return false
  }
  if (lastRcpt !== undefined && accepted === 0) return die(course, 'rcpt', lastRcpt)
  return true
}

/** A 354 although nobody takes the mail: an empty message gets the session back to commands (RFC 2920 §3.1). */
async function emptyMessage(course: Course): Promise<void> {
  const outcome = await course.dialogue.exchange('dot', '.')
  if (outcome.kind === 'reply') course.position = 'transaction'
}

function hasEightBit(message: Uint8Array): boolean {
  for (const octet of message) if (octet > 0x7f) return true
  return false
}
