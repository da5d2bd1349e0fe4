import { endpointText } from '../../domain/endpoint.ts'
import type { Sight } from '../../domain/evidence.ts'
import type { Observation } from '../../domain/observation.ts'
import type { Stage } from '../../domain/stage.ts'
import type { Symptom } from '../../domain/symptom.ts'
import { inOrder } from './in-order.ts'
import { firstLooks } from './sessions.ts'

/** What was told: by the peer (`saidByPeer`), by the sending side (`reportedBySender`), in a report by whomever (`reported`). */
export type Told = Observation<'symptom'>
type Symptoms = Sight<'symptom'>

/** Everything that a text said: the reply of the peer and the words around it. */
export function wordsOf({ fact }: Told): string {
  return fact.reply === undefined ? fact.words : `${fact.words}\n${fact.reply.lines.join(' ')}`
}

/** The enhanced status code (RFC 3463), of the reply or in the words, where addresses and version numbers stand as well. */
export function enhancedOf({ fact }: Told): string | undefined {
  return fact.reply?.enhanced ?? /(?<![\w.])[45]\.\d{1,3}\.\d{1,3}(?![\w]|\.\w)/.exec(fact.words)?.[0]
}

/**
 * The enhanced code's subject is the receiver's own state: its mail system (x.3.z) or its network (x.4.z), and neither our
 * address nor our command (RFC 3463 §3.4, §3.5).
 */
export function isAboutItself(told: Told): boolean {
  const enhanced = enhancedOf(told)
  return enhanced !== undefined && (enhanced.startsWith('.3.', 1) || enhanced.startsWith('.4.', 1))
}

/** Put off and not refused: a reply 4yz (RFC 5321 §4.2.1), also where its code is only quoted. */
export function isPutOff(told: Told): boolean {
  const code = codeOf(told)
  return code >= 400 && code < 500
}

/** Refused for good: a reply 5yz. What tells no code is neither. */
export function isRefusedForGood(told: Told): boolean {
  return codeOf(told) >= 500
}

/** Refused for good, so that the message is returned. A refusal at the greeting returns none: senders go on to the next server, and come again. */
export function isReturned(told: Told): boolean {
  return isRefusedForGood(told) && told.fact.stage !== 'banner'
}

function codeOf({ fact }: Told): number {
  return fact.reply?.code ?? Number(/^\s{0,3}(\d{3})\b/.exec(fact.words)?.[1] ?? 0)
}

/** Stages at which no octet of a message has been sent: what is refused there is not its content. */
export const BEFORE_CONTENT: readonly Stage[] = ['connect', 'banner', 'ehlo', 'starttls', 'tls', 'auth', 'mail', 'rcpt']

export interface PeerWords {
  /** The text layer's reading. Any reading when left out: then the words must decide. */
  readonly symptoms?: readonly Symptom[]
  readonly words?: RegExp
  /** Words that mean another cause. */
  readonly but?: RegExp
  /** The stages at which it may be said; words that tell no stage pass. */
  readonly stages?: readonly Stage[]
  /** Reports that do not tell who spoke count too: for words that a sender would not use of itself. */
  readonly orUnattributed?: true
}

/** The two kinds of facts by which the peer's words are placed. */
export interface Spoken {
  readonly symptom: Symptoms
  readonly 'smtp.session': Sight<'smtp.session'>
}

/**
 * What the peer itself said: in a log, in a bounce, or live at the end of a first look. What it said to an experiment's arm, or
 * what another destination said, is not about this failure.
 */
export function saidByPeer(evidence: Spoken, wanted: PeerWords): readonly Told[] {
  return inOrder(evidence.symptom.seen).filter((told) => {
    const { fact } = told
    const isPeers = fact.speaker === 'peer' || (fact.speaker === 'unknown' && wanted.orUnattributed === true)
    if (!isPeers || !endedFirstLook(told, evidence['smtp.session'])) return false
    if (wanted.symptoms !== undefined && !wanted.symptoms.includes(fact.symptom)) return false
    if (wanted.stages !== undefined && fact.stage !== undefined && !wanted.stages.includes(fact.stage)) return false
    const text = wordsOf(told)
    return (wanted.words?.test(text) ?? true) && !(wanted.but?.test(text) ?? false)
  })
}

function endedFirstLook({ fact }: Told, sessions: Sight<'smtp.session'>): boolean {
  const { origin, endpoint } = fact
  if (origin !== 'live' || endpoint === undefined) return true
  return firstLooks(sessions).some(
    (one) =>
      endpointText(one.fact.endpoint) === endpointText(endpoint) &&
      one.fact.death?.outcome.kind === 'reply' &&
      (fact.stage === undefined || fact.stage === one.fact.death.stage) &&
      (fact.reply === undefined || fact.reply.code === one.fact.death.outcome.reply.code),
  )
}

/** What a log, a bounce or the user tells with one of these meanings, whoever speaks in it: the sending side or the peer. */
export function reported(sight: Symptoms, symptoms?: readonly Symptom[]): readonly Told[] {
  return inOrder(sight.seen).filter(({ fact }) => fact.origin !== 'live' && (symptoms?.includes(fact.symptom) ?? true))
}

/** No peer said it: the log is that of the server which minded it, and what it says is of a client. Bare words may be either's. */
export function isOfOurServer(evidence: Spoken, symptoms: readonly Symptom[]): boolean {
  return (
    saidByPeer(evidence, { symptoms }).length === 0 &&
    reported(evidence.symptom, symptoms).some(({ fact }) => fact.speaker === 'us')
  )
}

/** What a sender, library or operating system reported about a session of its own; not the peer's words that it quotes. */
export function reportedBySender(
  sight: Symptoms,
  symptoms: readonly Symptom[],
  stages?: readonly Stage[],
): readonly Told[] {
  return reported(sight, symptoms).filter(
    ({ fact }) =>
      fact.speaker !== 'peer' && (stages === undefined || (fact.stage !== undefined && stages.includes(fact.stage))),
  )
}
