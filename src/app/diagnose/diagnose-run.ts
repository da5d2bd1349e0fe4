import type { CauseId } from '../../domain/cause-id.ts'
import type { AnyCause } from '../../domain/cause.ts'
import type { SmtpStep } from '../../domain/facts/smtp-facts.ts'
import type { PatternFact, SymptomFact } from '../../domain/facts/text-facts.ts'
import type { Clock, Exec, Files, Random, Resolver } from '../../domain/ports.ts'
import type { ToAscii } from '../../domain/target.ts'
import type { WriteLever } from '../../reason/write-remedy.ts'
import type { Notebook } from './notebook.ts'
import type { DiagnoseOptions } from './options.ts'
import type { PacketWitness } from './packet-witness.ts'
import type { Prober } from './prober.ts'

/** What one text says, as facts. */
export interface TextFacts {
  readonly symptoms: readonly SymptomFact[]
  /** What a person tells of many mails. */
  readonly patterns: readonly PatternFact[]
}

/** The world outside, and the lists that the run works with. */
export interface DiagnoseDeps {
  readonly clock: Clock
  readonly random: Random
  readonly exec: Exec
  readonly files: Files
  readonly resolver: Resolver
  readonly causes: readonly AnyCause[]
  /** The host's own name, for EHLO. */
  readonly hostName: string
  /** Own addresses that could be the source of a connection, by family. */
  readonly ownAddresses: readonly string[]
  toAscii: ToAscii
  readText(text: string, origin: SymptomFact['origin']): TextFacts
  readonly writeLever: WriteLever
  readonly onProgress?: (event: Progress) => void
  /** Ctrl-C: what is known so far becomes the diagnosis. */
  readonly signal?: AbortSignal
  /** A packet capture around the sessions. */
  readonly packets?: PacketWitness
}

/** What a watcher of the run is told while it goes on. */
export type Progress =
  | { readonly kind: 'route'; readonly hosts: number; readonly addresses: number }
  | { readonly kind: 'step'; readonly step: SmtpStep }
  | { readonly kind: 'silence'; readonly endpoint: string; readonly stage: string }
  /** What the evidence supports so far, while experiments decide. */
  | { readonly kind: 'leaning'; readonly cause: CauseId; readonly title: string }
  | { readonly kind: 'experiment'; readonly question: string; readonly cause: string }
  | { readonly kind: 'judged'; readonly because: string; readonly judged: string }

/** Everything one run carries along. */
export interface DiagnoseRun {
  readonly options: DiagnoseOptions
  readonly deps: DiagnoseDeps
  readonly notebook: Notebook
  readonly prober: Prober
  /** Baseline sessions that were begun; the silent ones among them are awaited before the conclusion. */
  readonly begun: Promise<void>[]
  /** Aborted when the run is over: with its answer, with its budget, or by the user. Whatever waits beside it ends then. */
  readonly ended: AbortSignal
  /** Until the budget ends; 0 when the run was interrupted. */
  timeLeftMs(): number
}
