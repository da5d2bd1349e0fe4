import { setImmediate } from 'node:timers/promises'
import type { Endpoint } from '../domain/endpoint.ts'
import type { SmtpStep } from '../domain/facts/smtp-facts.ts'
import type { Outcome } from '../domain/outcome.ts'
import type { Stage } from '../domain/stage.ts'
import { concat } from '../wire/octets.ts'
import { encodeCommand } from '../wire/smtp/command.ts'
import type { Bell } from './bell.ts'
import { createBell, pause } from './bell.ts'
import { outcomeOfEnd } from './ending.ts'
import type { LineListener } from './line.ts'
import { patienceFor } from './patience.ts'
import type { ProbeContext } from './probe-context.ts'
import type { ReplyInbox } from './reply-inbox.ts'
import { createReplyInbox } from './reply-inbox.ts'
import { createSecrets } from './secrets.ts'
import type { Secrets } from './secrets.ts'
import { watchSilence } from './silence-watch.ts'
import type { TcpLine } from './tcp-line.ts'
import { openTcp } from './tcp-line.ts'
import type { TlsLine } from './tls-line.ts'

export interface DialogueOptions {
  readonly endpoint: Endpoint
  readonly patienceMs?: Partial<Record<Stage, number>>
  readonly bind?: string
  readonly keepAliveMs?: number
  readonly sliceBytes?: number
  readonly slicePauseMs?: number
  /** The session as it stands at a silence, as the context wants to be told. */
  silent?(stage: Stage, outcome: Outcome, outstanding: readonly string[], afterMs: number): void
}

/** What a step waits for: undefined as long as it has not come. */
export type Awaited = () => Outcome | undefined

/** One connection and what is said on it. Each step is recorded; none throws. */
export interface Dialogue {
  readonly context: ProbeContext
  readonly session: string
  readonly endpoint: Endpoint
  readonly startedAt: number
  /** A step without an answer for so long has fallen silent. */
  readonly silenceAfterMs: number
  readonly tcp: TcpLine
  readonly inbox: ReplyInbox
  readonly secrets: Secrets
  readonly bell: Bell
  readonly listener: LineListener
  readonly steps: readonly SmtpStep[]
  /** Set once TLS has begun; everything is written there from then on. */
  tls: TlsLine | undefined
  /** Milliseconds since the session began. */
  elapsedMs(): number
  /** Writes octets as they are. */
  write(octets: Uint8Array): void
  /** Writes commands in one go; each is outstanding until it is heard. */
  say(...commands: readonly string[]): void
  /** `say` with other words in the record, one for each command: for secrets and for filling. */
  sayAs(commands: readonly string[], shown: readonly string[]): void
  outstanding(): readonly string[]
  /** The first outstanding command has its answer. */
  answered(): void
  /** Waits for the reply to the first outstanding command and records the step. */
  hear(stage: Stage, said?: string): Promise<Outcome>
  /** `say` and `hear`. */
  exchange(stage: Stage, command: string): Promise<Outcome>
  /**
   * Waits until `awaited` tells, the line ends, or patience does, and records the step. `progress` gives the patience a fresh start
   * whenever its number changes.
   */
  await(stage: Stage, said: string, awaited: Awaited, progress?: () => number): Promise<Outcome>
  record(stage: Stage, said: string, outcome: Outcome, startedAfterMs: number): Outcome
  /** How the line ended, if it has; replies that came before go first. */
  ended(startedAt: number): Outcome | undefined
  sleep(ms: number): Promise<void>
  aborted(): boolean
  /** How long the last wait has seen neither an answer nor, where it has such a measure, progress of our own. */
  quietMs(): number
}

const DEFAULT_SILENCE_AFTER_MS = 3_000

/** Some probes, and fewer than the kernel sends before it gives the connection up. */
const ASKING_MS = 7_000

/** Opens the connection; the first step is the caller's `await('connect', …)`. */
export function createDialogue(options: DialogueOptions, context: ProbeContext): Dialogue {
  const { clock, signal } = context
  const inbox = createReplyInbox()
  const secrets = createSecrets()
  const bell = createBell(clock, signal)
  const steps: SmtpStep[] = []
  const outstanding: string[] = []
  const session = context.nextSession()
  const startedAt = clock.now()
  let sentAtLastStep = 0
  let quietSince = startedAt
  const listener: LineListener = {
    octets: (octets) => inbox.receive(octets),
    happened: () => bell.ring(),
  }
  const tcp = openTcp(
    {
      address: options.endpoint.address,
      port: options.endpoint.port,
      ...(options.bind === undefined ? {} : { bind: options.bind }),
      ...(options.keepAliveMs === undefined ? {} : { keepAliveMs: options.keepAliveMs }),
      ...(options.sliceBytes === undefined ? {} : { sliceBytes: options.sliceBytes }),
      ...(options.slicePauseMs === undefined ? {} : { slicePauseMs: options.slicePauseMs }),
    },
    clock,
    listener,
  )

  const dialogue: Dialogue = {
    context,
    session,
    endpoint: options.endpoint,
    startedAt,
    silenceAfterMs: context.silenceAfterMs ?? DEFAULT_SILENCE_AFTER_MS,
    tcp,
    inbox,
    secrets,
    bell,
    listener,
    steps,
    tls: undefined,
    elapsedMs: () => clock.now() - startedAt,
    write(octets) {
      ;(dialogue.tls ?? tcp).write(octets)
    },
    say: (...commands) => dialogue.sayAs(commands, commands),
    sayAs(commands, shown) {
      outstanding.push(...shown)
      dialogue.write(concat(commands.map(encodeCommand)))
    },
    outstanding: () => [...outstanding],
    answered: () => void outstanding.shift(),
    async hear(stage, said = outstanding[0] ?? '') {
      const outcome = await dialogue.await(stage, said, () => {
        const reply = inbox.take()
        if (reply === undefined) return undefined
        outstanding.shift()
        return { kind: 'reply', reply }
      })
      return outcome
    },
    exchange(stage, command) {
      dialogue.say(command)
      return dialogue.hear(stage)
    },
    async await(stage, said, awaited, progress) {
      const from = clock.now()
      const patience = patienceFor(stage, options.patienceMs)
      const watch = watchSilence({
        stage,
        silenceAfterMs: dialogue.silenceAfterMs,
        isWatched: context.onSilence !== undefined,
        tell: () => {
          const afterMs = clock.now() - from
          options.silent?.(stage, silence(afterMs), [...outstanding], afterMs)
        },
        ask: () => tcp.askKernel(ASKING_MS),
      })
      quietSince = from
      let last = progress?.()
      let late = false
      for (;;) {
        const outcome = awaited() ?? dialogue.ended(from)
        const now = clock.now()
        if (outcome !== undefined) return dialogue.record(stage, said, withTime(outcome, now - from), from - startedAt)
        const current = progress?.()
        if (current !== last) {
          last = current
          quietSince = now
        }
        if (signal?.aborted === true || (late && now >= quietSince + patience))
          return dialogue.record(stage, said, silence(now - from), from - startedAt)
        if (now >= quietSince + patience) {
          // Our own process may have been late: what the kernel holds is read before the peer is called silent.
          late = true
          await setImmediate()
          continue
        }
        late = false
        await bell.wait(quietSince + Math.min(patience, watch(now - quietSince)))
      }
    },
    record(stage, said, outcome, startedAfterMs) {
      const clean = secrets.scrubOutcome(outcome)
      const sentSoFarBytes = tcp.sentBytes()
      const step: SmtpStep = {
        session,
        endpoint: options.endpoint,
        role: context.role,
        stage,
        said: secrets.scrub(said),
        outcome: clean,
        encrypted: dialogue.tls?.isSecure() === true,
        sentBytes: sentSoFarBytes - sentAtLastStep,
        sentSoFarBytes,
        startedAfterMs,
        outstanding: [...outstanding],
      }
      sentAtLastStep = sentSoFarBytes
      steps.push(step)
      context.onStep?.(step)
      return clean
    },
    ended(from) {
      const end = (dialogue.tls ?? tcp).end()
      const garbled = end === undefined ? inbox.garbled() : inbox.finish()
      const afterMs = clock.now() - from
      if (garbled !== undefined) return { kind: 'garbled', head: garbled.head, why: garbled.why, afterMs }
      const codeBegun = inbox.pendingCode()
      const begun = { bytesSeen: inbox.pendingBytes(), ...(codeBegun === undefined ? {} : { codeBegun }) }
      return end === undefined ? undefined : outcomeOfEnd(end, begun, afterMs)
    },
    sleep: (ms) => pause(clock, ms, signal),
    aborted: () => signal?.aborted === true,
    quietMs: () => clock.now() - quietSince,
  }

  function silence(afterMs: number): Outcome {
    const { tls } = dialogue
    const pendingBytes = tls === undefined || tls.isSecure() ? inbox.pendingBytes() : tls.handshakeBytes()
    const garbled = inbox.finish()
    if (garbled !== undefined) return { kind: 'garbled', head: garbled.head, why: garbled.why, afterMs }
    return { kind: 'silent', afterMs, ...(pendingBytes === 0 ? {} : { bytesSeen: pendingBytes }) }
  }

  return dialogue
}

function withTime(outcome: Outcome, afterMs: number): Outcome {
  return outcome.afterMs === undefined ? { ...outcome, afterMs } : outcome
}
