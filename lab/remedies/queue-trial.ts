import type { Lever } from '../../src/domain/lever.ts'
import type { Software } from '../../src/domain/software.ts'
import { writeLever } from '../../src/mta/remedies.ts'
import type { Target, Trial } from './trial.ts'

/** What differs between the servers. */
interface QueueKind {
  readonly software: Software
  /** Submits the message on stdin to one recipient. */
  readonly submit: (rcpt: string) => string
  /** The word to fill in, and the shell command that prints the first id in the queue. */
  readonly id: readonly [word: string, prints: string]
  /** `false`: nothing takes a message out of the queue. */
  readonly returns?: false
}

/** What is done with mail that waits: after the steps, what lists the queue shows none of it. */
export function queueTrials(kind: QueueKind): readonly Trial[] {
  // The server takes them now. What is read of the log between the steps is another command's affair.
  const retry = trial(kind, {
    lever: 'queue.retry',
    about: 'two messages that were put off',
    messages: 2,
    refusals: 2,
    instead: { [`hangup logs --journal --trace ${kind.id[0]}`]: 'true' },
  })
  const giveBack = {
    lever: 'queue.return',
    about: 'a message that is put off each time',
    messages: 1,
    refusals: 1000,
  } as const
  return kind.returns === false ? [retry] : [retry, trial(kind, giveBack)]
}

/** What differs between the trials of one server. */
interface Case {
  readonly lever: 'queue.retry' | 'queue.return'
  readonly about: string
  readonly messages: number
  /** Attempts that the receiver puts off. */
  readonly refusals: number
  /** What is run in place of a printed command. */
  readonly instead?: Readonly<Record<string, string>>
}

function trial(kind: QueueKind, { lever, about, messages, refusals, instead }: Case): Trial {
  const {
    software,
    id: [word, prints],
  } = kind
  return {
    title: `${lever}: ${about}`,
    lever: () => ({ lever }),
    receiver: () => ({ limits: { first: { count: refusals, reply: NOT_NOW } } }),
    before: (target) =>
      putOff(
        kind,
        target,
        Array.from({ length: messages }, (_, n) => `r${n}@${target.domain}`),
      ),
    serves: (target) => waitFor(`! ${list(software, target)} | grep -q @${target.domain}`),
    values: () => ({ ...instead, [word]: `$(${prints})` }),
    stays: true,
  }
}

const NOT_NOW = '421 4.3.2 not now'

function putOff({ software, submit }: QueueKind, target: Target, rcpts: readonly string[]): string {
  return [
    ...rcpts.map((rcpt) => `echo 'Subject: put off' | ${submit(rcpt)}`),
    'wait',
    ...rcpts.map((rcpt) => waitFor(`${list(software, target)} | grep -q ${rcpt}`)),
  ].join('\n')
}

function list(software: Software, { domain, address }: Target): string {
  const lever: Lever = { lever: 'queue.list' }
  const step = writeLever(lever, { domain, address }).find((one) => one.software === software)?.steps[0]
  if (step?.kind !== 'command') throw new Error(`${software} does not list its queue`)
  return `{ ${step.run}; }`
}

function waitFor(condition: string): string {
  return `for n in $(seq 80); do if ${condition}; then break; fi; [ $n = 80 ] && exit 1; sleep 0.25; done`
}
