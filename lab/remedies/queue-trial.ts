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

/** What is done with mail that waits. */
export function queueTrials(kind: QueueKind): readonly Trial[] {
  return [retryTrial(kind), ...(kind.returns === false ? [] : [returnTrial(kind)])]
}

/**
 * Two messages that were put off, to a server that takes them now: what lists the queue shows both, and after the steps of the retry it
 * shows none. What is read of the log between them is another command's affair.
 */
function retryTrial(kind: QueueKind): Trial {
  const {
    software,
    id: [word, prints],
  } = kind
  return {
    title: 'queue.retry: two messages that were put off',
    lever: () => ({ lever: 'queue.retry' }),
    receiver: () => ({ limits: { first: { count: 2, reply: NOT_NOW } } }),
    before: (target) => putOff(kind, target, [`r0@${target.domain}`, `r1@${target.domain}`]),
    serves: (target) => waitFor(`! ${list(software, target)} | grep -q @${target.domain}`),
    values: () => ({ [`hangup logs --journal --trace ${word}`]: 'true', [word]: `$(${prints})` }),
    stays: true,
  }
}

/** A message to a server that never takes it is in the queue no more once it was given back. */
function returnTrial(kind: QueueKind): Trial {
  const {
    software,
    id: [word, prints],
  } = kind
  return {
    title: 'queue.return: a message that is put off each time',
    lever: () => ({ lever: 'queue.return' }),
    receiver: () => ({ limits: { first: { count: 1000, reply: NOT_NOW } } }),
    before: (target) => putOff(kind, target, [`r0@${target.domain}`]),
    serves: (target) => waitFor(`! ${list(software, target)} | grep -q @${target.domain}`),
    values: () => ({ [word]: `$(${prints})` }),
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
