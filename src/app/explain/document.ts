import type { CauseId } from '../../domain/cause-id.ts'
import type { Alternative } from '../../domain/cause.ts'
import type { Locus, Persistence, Standing } from '../../domain/locus.ts'
import type { Remedy } from '../../domain/remedy.ts'
import type { EnhancedCode } from '../../domain/reply.ts'
import type { Stage } from '../../domain/stage.ts'
import type { Symptom } from '../../domain/symptom.ts'

/** `explain --json`, schema hangup.explanation/1. */
export interface ExplanationDocument {
  readonly schema: 'hangup.explanation/1'
  readonly items: readonly ExplanationItem[]
  /** What was not read and why: unreadable files, texts cut, limits reached. */
  readonly notes: readonly string[]
}

export interface ExplanationItem {
  readonly text: string
  readonly speaker: 'us' | 'peer' | 'unknown'
  readonly reply: { readonly code: number; readonly enhanced: EnhancedCode | null } | null
  readonly symptom: Symptom
  readonly stage: Stage | null
  readonly cause: CauseId | null
  readonly standing: Standing
  readonly alternatives: readonly Alternative[]
  readonly locus: Locus | null
  readonly persistence: Persistence
  readonly expired: boolean
  /** The sender gave the message back: nobody tries it again, and it is to be sent again. */
  readonly returned: boolean
  /** The sender says that it keeps the message and goes on trying: a warning, and no end. */
  readonly kept: boolean
  readonly title: string
  /** Ready commands and what to look at, best first. */
  readonly next: readonly string[]
  /** What mends the cause, where it is more than possible. */
  readonly remedies: readonly Pick<Remedy, 'title' | 'applies'>[]
  /** A server's own log tells of a client that came to it: the peer is no destination of ours. */
  readonly ofClient: boolean
  /** The receiver's table or grammar that recognised it. */
  readonly rule: string
  readonly host: string | null
  readonly recipient: string | null
  readonly source?: ExplanationSource
}

export interface ExplanationSource {
  readonly file: string | null
  /** From 1: which mail or text of the file. */
  readonly index: number
  readonly recipient: string | null
  readonly originalRecipient?: string
  /** RFC 3464 §2.3.3, or what follows from the report's words. */
  readonly action?: string
  readonly actionFrom?: StatusOrigin
  /** Of a bounce: RFC 3463's code for this recipient. */
  readonly status?: string
  readonly statusFrom?: StatusOrigin
}

/** `field`: the report states it; `words`: the quoted reply has it; `derived`: it follows from the basic code and what the words say. */
export type StatusOrigin = 'field' | 'words' | 'derived'
