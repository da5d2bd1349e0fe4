/**
 * One captured frame. The reader reuses the object and the bytes: copy what must outlive the call.
 */
export interface Frame {
  /** From 1, as Wireshark numbers them. */
  number: number
  /** Microseconds since the epoch; 0 when the capture holds no time (pcapng simple packet blocks). */
  atUs: number
  timed: boolean
  /** LINKTYPE_ value of the interface. */
  linkType: number
  bytes: Uint8Array
  start: number
  capturedBytes: number
  /** Length on the wire, more than was captured when the frame was snapped. */
  originalBytes: number
  comment: string | undefined
}

export type FrameSink = (frame: Frame) => void

export function emptyFrame(): Frame {
  return {
    number: 0,
    atUs: 0,
    timed: true,
    linkType: -1,
    bytes: new Uint8Array(0),
    start: 0,
    capturedBytes: 0,
    originalBytes: 0,
    comment: undefined,
  }
}

/** What the reader says about the file itself, at its end. */
export interface CaptureSummary {
  readonly format: 'pcap' | 'pcapng' | 'unknown'
  readonly frames: number
  readonly bytes: number
  /** Something cut or damaged, one sentence each, at most 20. */
  readonly notes: readonly string[]
  readonly linkTypes: readonly number[]
  readonly comments: readonly string[]
}
