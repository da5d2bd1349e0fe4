import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createAnalyser, type CaptureAnalysis } from '../../src/flow/analysis.ts'
import { writePcap } from '../../src/wire/pcap/capture-writer.ts'
import { framesOf } from './variants.ts'

const whole = gunzipSync(readFileSync(join(import.meta.dirname, '../../test/fixtures/captures/seed-11.pcap.gz')))
/** Every fourth of the first frames with their neighbours: all kinds of sessions begin here. */
const small = writePcap(framesOf(whole).slice(0, 700))

function analyse(bytes: Uint8Array, sliceBytes = 65_536): CaptureAnalysis {
  const analyser = createAnalyser()
  for (let at = 0; at < bytes.length; at += sliceBytes) analyser.push(bytes.subarray(at, at + sliceBytes))
  return analyser.end()
}

describe('hostile captures', () => {
  it('cut anywhere: an answer', () => {
    fc.assert(
      fc.property(fc.nat(small.length), (length) => {
        expect(analyse(small.subarray(0, length)).sessions.length).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 60 },
    )
  })

  it('flipped bits: an answer', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 24, max: small.length - 1 }), fc.nat(7)), { minLength: 1, maxLength: 400 }),
        (flips) => {
          const damaged = small.slice()
          for (const [at, bit] of flips) damaged[at] = (damaged[at] ?? 0) ^ (1 << bit)
          for (const session of analyse(damaged).sessions) {
            expect(session.marks.flatMap((mark) => mark.frames).length).toBeLessThanOrEqual(6)
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  it('the slices of a stream do not matter', () => {
    const wanted = JSON.stringify(analyse(small).sessions)
    for (const slice of [1, 7, 1000, 4096]) expect(JSON.stringify(analyse(small, slice).sessions)).toBe(wanted)
  })

  it('frames in any order: an answer', () => {
    const frames = framesOf(small)
    fc.assert(
      fc.property(
        fc.shuffledSubarray(
          frames.map((_, index) => index),
          { minLength: 100 },
        ),
        (order) => {
          analyse(writePcap(order.flatMap((index) => frames[index] ?? [])))
        },
      ),
      { numRuns: 25 },
    )
  })
})
