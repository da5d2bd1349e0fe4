import type { Outcome } from '../domain/outcome.ts'
import type { Stage } from '../domain/stage.ts'
import type { Course } from './course.ts'
import { die, INTERRUPTED, stop } from './course.ts'

/** Watches a moment whether the peer ends the line after what it said. */
export async function hangsUp({ dialogue }: Course, withinMs: number): Promise<boolean> {
  const from = dialogue.startedAt + dialogue.elapsedMs()
  const until = dialogue.context.clock.now() + withinMs
  while (dialogue.ended(from) === undefined) {
    if (dialogue.aborted() || dialogue.context.clock.now() >= until) return false
    await dialogue.bell.wait(until)
  }
  return true
}

/** The pause that the plan wants before a stage's command. False when the peer ended the session meanwhile. */
export async function rest(course: Course, before: Stage): Promise<boolean> {
  const pauseMs = course.plan.pauseMs?.[before]
  if (pauseMs === undefined || pauseMs <= 0) return true
  return idle(course, pauseMs, `(pause of ${pauseMs} ms)`)
}

/**
 * Says nothing for a while and watches. Whatever ends the session now ends it with nothing outstanding: stage `idle`. A reply that
 * comes by itself, such as `421 idle timeout`, is that end; a positive one is only noted.
 */
export async function idle(course: Course, forMs: number, said: string): Promise<boolean> {
  const { dialogue } = course
  const from = dialogue.elapsedMs()
  const until = dialogue.context.clock.now() + forMs
  let outcome: Outcome | undefined
  while (outcome === undefined) {
    const reply = dialogue.inbox.take()
    if (reply !== undefined && reply.code >= 400) outcome = { kind: 'reply', reply }
    else outcome = dialogue.ended(dialogue.startedAt + from)
    if (outcome !== undefined) break
    if (dialogue.aborted() || dialogue.context.clock.now() >= until) outcome = { kind: 'done' }
    else await dialogue.bell.wait(until)
  }
  outcome = { ...outcome, afterMs: dialogue.elapsedMs() - from }
  const recorded = dialogue.record('idle', said, outcome, from)
  // What was cut short has shown nothing: it did not live on.
  if (dialogue.aborted() && recorded.kind === 'done') return stop(course, INTERRUPTED)
  return recorded.kind === 'done' || die(course, 'idle', recorded)
}
