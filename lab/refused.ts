import type { Setting } from './fault.ts'
import type { Scene } from './scene.ts'

type Texts = readonly [string, ...string[]]

/** A peer that answers this command with one of the texts and is otherwise well. */
export async function refusedAt(
  { v, peer, plan, argv, rcpt }: Scene,
  stage: 'mail' | 'rcpt',
  texts: Texts,
): Promise<Setting> {
  await peer({ at: { [stage]: { do: 'reply', text: v.pick(texts) } } })
  return {
    control: plan({ upTo: 'ehlo' }),
    faulty: plan(),
    dies: { stage, how: 'reply' },
    argv: argv('--rcpt', rcpt),
  }
}

/** A peer that takes the envelope and answers the message with one of the texts. */
export async function refusedAfterMessage({ v, peer, plan, sending }: Scene, texts: Texts): Promise<Setting> {
  await peer({ at: { dot: { do: 'reply', text: v.pick(texts) } } })
  return {
    control: plan({ upTo: 'ehlo' }),
    faulty: plan({ upTo: 'dot' }),
    dies: { stage: 'dot', how: 'reply' },
    argv: sending(2500),
  }
}
