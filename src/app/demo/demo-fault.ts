import type { CauseId } from '../../domain/cause-id.ts'
import type { PeerScript, PeerTls } from '../../probe/peer/peer-script.ts'
import type { DiagnoseOptions } from '../diagnose/options.ts'

/** A fault that a scripted server on loopback can play: no root, no network. */
export interface DemoFault {
  readonly name: string
  /** What the diagnosis must say; null: healthy. */
  readonly cause: CauseId | null
  readonly title: string
  script(tls: PeerTls): PeerScript
  /** What the sender does in this story. */
  readonly options?: Partial<DiagnoseOptions>
}
