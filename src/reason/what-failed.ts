import { unbatched } from '../domain/batched-replies.ts'
import type { Evidence } from '../domain/evidence.ts'
import { findBrokenPromise } from './broken-promise.ts'
import { findFailure, type Failure } from './failure.ts'
import { ofTheTarget } from './others-mail.ts'

/** What a target is judged by. */
export interface WhatFailed {
  /** Without the reports about others' mail, each session ending at the command at which it did. */
  readonly evidence: Evidence
  /** undefined: a message would be taken. */
  readonly failure: Failure | undefined
}

/** The one place where all that was gathered becomes the evidence of this target. */
export function whatFailed(whole: Evidence): WhatFailed {
  const { evidence, heldBack } = unbatched(ofTheTarget(whole))
  const failure = findFailure(evidence) ?? findBrokenPromise(evidence)
  const held = failure === undefined ? undefined : heldBack.get(failure.shownBy)
  return { evidence, failure: failure === undefined || held === undefined ? failure : { ...failure, heldBack: held } }
}

/** A session of ours ended early, or a report tells of one that did; a promise that is merely broken is no such end. */
export function hasFailed(whole: Evidence): boolean {
  return findFailure(ofTheTarget(whole)) !== undefined
}
