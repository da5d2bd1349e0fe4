import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCaptureReader } from './capture-reader.ts'
import { writePcap, writePcapng, type WrittenFrame } from './capture-writer.ts'
import type { CaptureSummary } from './frame.ts'

const FRAMES: readonly WrittenFrame[] = Array.from({ length: 9 }, (_, index) => ({
  atUs: 1_790_000_000_000_000 + index * 1_234_567,
  linkType: 101,
  bytes: Uint8Array.from({ length: 20 + index * 7 }, (_, at) => (at * 13 + index) & 0xff),
  originalBytes: 20 + index * 7 + (index % 3),
}))

interface Seen {
  readonly frames: readonly {
    atUs: number
    linkType: number
    bytes: string
    original: number
    comment: string | undefined
  }[]
  readonly summary: CaptureSummary
}

function read(bytes: Uint8Array, sliceBytes = bytes.length || 1): Seen {
  const frames: Seen['frames'][number][] = []
  const reader = createCaptureReader((frame) => {
    const octets = frame.bytes.slice(frame.start, frame.start + frame.capturedBytes)
    frames.push({
      atUs: frame.atUs,
      linkType: frame.linkType,
      bytes: octets.join(),
      original: frame.originalBytes,
      comment: frame.comment,
    })
  })
  for (let at = 0; at < bytes.length; at += sliceBytes) reader.push(bytes.slice(at, at + sliceBytes))
  return { frames, summary: reader.end() }
}

const WANTED = FRAMES.map((frame) => ({
  atUs: frame.atUs,
  linkType: 101,
  bytes: frame.bytes.join(),
  original: frame.originalBytes,
  comment: undefined,
}))

const FORMS: readonly (readonly [string, Uint8Array])[] = [
  ['little-endian', writePcap(FRAMES)],
  ['big-endian', writePcap(FRAMES, { bigEndian: true })],
  ['nanoseconds', writePcap(FRAMES, { nanoseconds: true })],
  ['big-endian nanoseconds', writePcap(FRAMES, { bigEndian: true, nanoseconds: true })],
  ['pcapng', writePcapng(FRAMES)],
]

describe('createCaptureReader', () => {
  it.each(FORMS)('%s, in slices of any size', (_name, bytes) => {
    for (const slice of [1, 3, 17, 64, 1000, bytes.length]) {
      const { frames, summary } = read(bytes, slice)
      expect(frames).toEqual(WANTED)
      expect(summary.notes).toEqual([])
      expect(summary.frames).toBe(9)
    }
  })

  it.each(FORMS)('%s cut at any byte: whole frames, one note', (_name, bytes) => {
    for (let length = 0; length < bytes.length; length += 1) {
      const { frames, summary } = read(bytes.slice(0, length), 50)
      expect(frames).toEqual(WANTED.slice(0, frames.length))
      expect(summary.notes.length).toBeLessThanOrEqual(1)
      if (length === 0) expect(summary.notes).toEqual(['the file is empty'])
    }
  })

  it.each(FORMS)('%s with flipped bits never throws', (_name, bytes) => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(7)), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 200 }),
        (flips, slice) => {
          const damaged = bytes.slice()
          for (const [at, bit] of flips) damaged[at] = (damaged[at] ?? 0) ^ (1 << bit)
          read(damaged, slice)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('comments, interfaces and the clock of each', () => {
    const bytes = writePcapng(
      [
        { ...WANTED[0], atUs: 5_000_000, linkType: 1, bytes: new Uint8Array(14), comment: 'deciding' },
        { atUs: 6_000_000, linkType: 276, bytes: new Uint8Array(20) },
      ],
      'whole file',
    )
    const { frames, summary } = read(bytes)
    expect(frames.map(({ linkType, comment }) => [linkType, comment])).toEqual([
      [1, 'deciding'],
      [276, undefined],
    ])
    expect(summary.comments).toEqual(['whole file', 'deciding'])
    expect(summary.linkTypes).toEqual([1, 276])
  })

  it('if_tsresol in powers of ten and of two', () => {
    for (const [resolution, units] of [
      [9, 7_000_000_000],
      [6, 7_000_000],
      [3, 7000],
      [0x80 + 10, 7 * 1024],
    ] as const) {
      const bytes = tsresolCapture(resolution, units)
      expect(read(bytes).frames.map(({ atUs }) => atUs)).toEqual([7_000_000])
    }
  })

  it.each([
    ['shorter than its own frame', 8],
    ['no multiple of four', 13],
  ])('a pcapng block whose length is %s ends the reading with a note', (_name, size) => {
    const bytes = writePcapng(FRAMES)
    // Behind the section header (28 octets) and the interface (20).
    new DataView(bytes.buffer).setUint32(28 + 20 + 4, size, true)
    const { frames, summary } = read(bytes)
    expect(frames).toEqual([])
    expect(summary.notes).toEqual([expect.stringContaining(`claims ${size} octets: damaged`)])
  })

  it('a simple packet block may be empty', () => {
    const empty = new Uint8Array(16)
    const view = new DataView(empty.buffer)
    view.setUint32(0, 3, true)
    view.setUint32(4, 16, true)
    view.setUint32(12, 16, true)
    const { frames, summary } = read(Uint8Array.from([...writePcapng([]), ...empty]))
    expect(frames).toMatchObject([{ bytes: '', original: 0 }])
    expect(summary.notes).toEqual([])
  })

  it('says what is no capture', () => {
    expect(read(new TextEncoder().encode('Nov 23 10:00:00 mail postfix/smtp[1]: x')).summary).toMatchObject({
      format: 'unknown',
      notes: ['this is neither pcap nor pcapng'],
    })
  })
})

function tsresolCapture(resolution: number, units: number): Uint8Array {
  const plain = writePcapng([{ atUs: units, linkType: 101, bytes: new Uint8Array(4) }])
  // The interface block has no options: put one in, between the section (28) and the packet.
  const described = new Uint8Array(32)
  const view = new DataView(described.buffer)
  view.setUint32(0, 1, true)
  view.setUint32(4, 32, true)
  view.setUint16(8, 101, true)
  view.setUint16(16, 9, true)
  view.setUint16(18, 1, true)
  described[20] = resolution
  view.setUint32(28, 32, true)
  return Uint8Array.from([...plain.subarray(0, 28), ...described, ...plain.subarray(28 + 20)])
}
