import { describe, expect, it } from 'vitest'
import { autopsy } from '../../../src/app/autopsy/autopsy.ts'
import { DAMAGES, framesOf } from '../variants.ts'
import { CRAFTED, faultsOf, WORLDS } from './crafted.ts'
import { createTalk } from './talk.ts'

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
      for (const world of WORLDS) {
        const talk = createTalk({ ...world, ...one })
        one.make(talk)
        const { sessions } = await autopsy({ bytes: damage.make(framesOf(talk.bytes())) })
        for (const { healthy, verdict, signature } of sessions) {
          const right = one.expect.causes.includes(verdict?.cause ?? null)
          // Where the capture stops in the stall, or at the reset, nobody can know that it passes, or was ignored.
          if (one.name.startsWith('a stall') && verdict?.standing !== 'proven') continue
          if (one.name.startsWith('blind reset') && verdict?.cause === 'firewall/reset-injected') continue
          if (!healthy && (one.expect.healthy || (!right && verdict?.standing === 'proven')))
            wrong.push(`${one.name} (${world.at}): ${verdict?.cause} ${verdict?.standing} ${signature}`)
        }
      }
    expect(wrong).toEqual([])
  })
})
