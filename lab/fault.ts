import type { CauseId } from '../src/domain/cause-id.ts'
import type { Standing } from '../src/domain/locus.ts'
import type { Stage } from '../src/domain/stage.ts'
import type { DnsSpec } from './dns.ts'
import type { RawEnd, RawPlan } from './raw-session.ts'
import type { Scene } from './scene.ts'
import type { Variation } from './variation.ts'
import type { Shape, World } from './world.ts'
import type { Names } from './zones.ts'

/** A cause that the lab makes, or a healthy case that looks suspicious. */
export type Realised = CauseId | `healthy/${string}`

export interface Expectation {
  /** Every stage that a correct verdict may name. */
  readonly stages?: readonly Stage[]
  /** `possible` where one vantage point cannot tell; otherwise the verdict should be surer. */
  readonly standing?: Exclude<Standing, 'refuted'>
  /** Other causes that are a correct verdict for what can be seen here. */
  readonly alsoRight?: readonly CauseId[]
}

/** How a session must end for the fault to count as made. */
export interface Death {
  readonly stage: Stage | readonly Stage[]
  readonly how: RawEnd['how'] | readonly RawEnd['how'][]
  readonly text?: RegExp
}

/** A proof of its own where a plain session shows nothing; returns what is wrong with it, or undefined. */
export type Check = () => Promise<string | undefined>

export interface Setting {
  /** Lives without the fault. */
  readonly control?: RawPlan | Check
  /** Makes the fault, after the control lived. */
  readonly strike?: () => Promise<void>
  /** The same session with the fault. For a healthy case it must live too. */
  readonly faulty: RawPlan | Check
  readonly dies?: Death
  /** Arguments after `hangup diagnose`. */
  readonly argv: readonly string[]
  /** Environment of the diagnosis. */
  readonly env?: Readonly<Record<string, string>>
  /** Wraps the command line of the diagnosis, e.g. into a sender's own root. */
  readonly inside?: (argv: readonly string[]) => readonly string[]
}

export interface Fault {
  readonly realises: Realised
  readonly title: string
  readonly expects: Expectation
  /** What it needs of its world; the seed draws the rest. */
  readonly shape?: (variation: Variation) => Shape
  readonly names?: (world: World, ordinary: Names) => Partial<Names>
  readonly dns?: (world: World) => Partial<DnsSpec> | Promise<Partial<DnsSpec>>
  readonly set: (scene: Scene) => Promise<Setting>
}

export function defineFault(fault: Fault): Fault {
  return fault
}

export function isHealthy(fault: Fault): boolean {
  return fault.realises.startsWith('healthy/')
}
