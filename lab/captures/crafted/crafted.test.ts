import { describe, expect, it } from 'vitest'
import { autopsy } from '../../../src/app/autopsy/autopsy.ts'
import type { AutopsySession } from '../../../src/app/autopsy/document.ts'
import { writePcap, type WrittenFrame } from '../../../src/wire/pcap/capture-writer.ts'
import { DAMAGES, framesOf } from '../variants.ts'
import type { CraftedCase } from './crafted-case.ts'
import { CRAFTED, expectedAt, faultsOf, played, WORLDS } from './crafted.ts'
import type { TalkOptions } from './talk.ts'

describe('crafted conversations', () => {
  it.each(CRAFTED.map((one) => [one.name, one] as const))('%s', async (_, one) => {
    const faults = await Promise.all(WORLDS.map((world) => faultsOf(one, world)))
    expect(faults.flat()).toEqual([])
  })
})

describe('damaged crafted conversations', () => {
  it.each(DAMAGES)('$name: nothing healthy is blamed, nothing proven', async (damage) => {
    const wrong: string[] = []
    for (const one of CRAFTED)
      for (const world of WORLDS)
        for (const session of await judged(one, world, damage.make)) {
          const { healthy, verdict, next, signature } = session
          const right = one.expect.causes.includes(verdict?.cause ?? null)
          // Where the capture stops in a stall, or at a reset, it says so and asks for more.
          const asks = verdict?.standing === 'possible' && next?.startsWith('a longer capture') === true
          if (!healthy && (one.expect.healthy ? !asks : !right && verdict?.standing === 'proven'))
            wrong.push(`${one.name} (${world.at}): ${verdict?.cause} ${verdict?.standing} ${signature}`)
        }
    expect(wrong).toEqual([])
  })

  it('stopped after any packet: nothing healthy is more than possible, nothing wrong is sure', async () => {
    const wrong: string[] = []
    for (const one of CRAFTED)
      for (const world of WORLDS) {
        const wanted = expectedAt(one, world)
        if (wanted === undefined) continue
        const frames = framesOf(played(one, world))
        for (let length = 1; length < frames.length; length += 1) {
          const { sessions } = await autopsy({ bytes: writePcap(frames.slice(0, length)) })
          for (const { healthy, verdict, alternatives, signature } of sessions) {
            if (healthy || verdict?.standing === 'possible') continue
            const causes = [
              verdict?.cause ?? null,
              ...(verdict?.standing === 'proven' ? [] : alternatives.map(({ cause }) => cause)),
            ]
            if (wanted.healthy || !causes.some((cause) => wanted.causes.includes(cause)))
              wrong.push(`${one.name} (${world.at}, ${length}): ${verdict?.cause} ${verdict?.standing} ${signature}`)
          }
        }
      }
    expect(wrong).toEqual([])
  })
})

async function judged(
  one: CraftedCase,
  world: TalkOptions,
  damage: (frames: readonly WrittenFrame[]) => Uint8Array,
): Promise<readonly AutopsySession[]> {
  return (await autopsy({ bytes: damage(framesOf(played(one, world))) })).sessions
}
