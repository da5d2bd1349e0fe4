import type { Endpoint } from '../../domain/endpoint.ts'
import type { FlowEnd } from '../../domain/facts/flow-facts.ts'
import type { Kept } from '../../gather/capture/kept-packets.ts'
import { startLiveCapture, type LiveCapture, type LiveCaptureOptions } from '../../gather/capture/live-capture.ts'
import { autopsyWithFacts } from '../autopsy/autopsy.ts'
import type { AutopsyDocument } from '../autopsy/document.ts'
import type { PacketWitness } from '../diagnose/packet-witness.ts'

/** What came of a capture: the file and its autopsy, or the line that says why there is none. */
export type CaptureOutcome =
  | {
      readonly kind: 'captured'
      readonly file: string
      readonly kept: Kept
      readonly autopsy: AutopsyDocument
      readonly note?: string
    }
  | { readonly kind: 'refused'; readonly advice: string }

export type CaptureSettings = Omit<LiveCaptureOptions, 'endpoints'>

/** Captures the packets of a diagnosis; `outcome` is known once the diagnosis has ended. */
export function packetWitness(
  settings: CaptureSettings,
  lingerMs?: number,
): { readonly witness: PacketWitness; readonly outcome: () => CaptureOutcome | undefined } {
  let running: LiveCapture | undefined
  let outcome: CaptureOutcome | undefined
  return {
    outcome: () => outcome,
    witness: {
      async begin(endpoints: readonly Endpoint[]) {
        const started = await startLiveCapture({ ...settings, endpoints }, lingerMs)
        if (started.kind === 'running') {
          running = started
          return undefined
        }
        outcome = { kind: 'refused', advice: started.advice }
        return started.advice
      },
      async end(): Promise<readonly FlowEnd[]> {
        if (running === undefined) return []
        const { note, ...kept } = await running.stop()
        const { document, ends } = await autopsyWithFacts({ path: settings.file }, { ladder: 'failed' })
        outcome = {
          kind: 'captured',
          file: settings.file,
          kept,
          autopsy: document,
          ...(note === undefined ? {} : { note }),
        }
        return ends
      },
    },
  }
}
