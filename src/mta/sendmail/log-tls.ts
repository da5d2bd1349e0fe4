import type { Frame } from '../../wire/syslog/frame.ts'
import { ownString } from '../../wire/syslog/latin1.ts'
import { BoundedMap } from '../bounded-map.ts'
import { tlsVersion } from '../field-text.ts'
import type { LogSink } from '../log-event.ts'
import { value } from './log-fields.ts'

/** A handshake that failed, told by a process, before its delivery line says so. */
interface Handshake {
  text: string
  readonly atMs: number
  told: boolean
}

/** The lines that begin with STARTTLS=, and the delivery lines that tell the outcome of a handshake. */
export interface TlsLines {
  /** `text` begins with `STARTTLS=`. */
  read(frame: Frame, text: string): boolean
  /** The delivery of this process failed in the handshake; what its own lines said of it, if they did. */
  failed(frame: Frame, stat: string): string
  /** Tells the failures that no delivery line followed. */
  end(): void
}

const LONGEST_LINE = 2_000
const LONGEST_STORY = 4_000

export function openTlsLines(sink: LogSink): TlsLines {
  const byProcess = new BoundedMap<number, Handshake>(4_096)

  function tell(handshake: Handshake): void {
    if (handshake.told) return
    handshake.told = true
    sink.tlsFailed(handshake.text, handshake.atMs)
  }

  return {
    read(frame, text) {
      if (text.startsWith('STARTTLS=client, relay=')) {
        const version = value(text, 'version', 0)
        if (version !== '') sink.tlsEstablished(tlsVersion(version), frame.atMs)
        return true
      }
      if (text.startsWith('STARTTLS=client, error: ') || text.startsWith('STARTTLS=client: error: ')) {
        const open = byProcess.get(frame.pid)
        if (open !== undefined) tell(open)
        byProcess.set(frame.pid, { text: ownString(text.slice(0, LONGEST_LINE)), atMs: frame.atMs, told: false })
        return true
      }
      if (text.startsWith('STARTTLS=client: ')) {
        const open = byProcess.get(frame.pid)
        if (open !== undefined && open.text.length < LONGEST_STORY)
          open.text = ownString(`${open.text}; ${text.slice(17, LONGEST_LINE)}`)
        return true
      }
      if (
        text.startsWith('STARTTLS=server, error: accept failed') ||
        text.startsWith('STARTTLS=server: error: accept failed')
      )
        sink.server('tlsAcceptFailed', frame.atMs)
      return true
    },
    failed(frame, stat) {
      const handshake = byProcess.get(frame.pid)
      if (handshake === undefined) {
        sink.tlsFailed(stat, frame.atMs)
        return ''
      }
      tell(handshake)
      byProcess.delete(frame.pid)
      return handshake.text
    },
    end() {
      for (const handshake of byProcess.values()) tell(handshake)
      byProcess.clear()
    },
  }
}
