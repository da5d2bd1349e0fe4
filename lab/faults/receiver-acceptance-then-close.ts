import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'receiver/acceptance-then-close',
  title: 'The receiver takes every message and closes instead of saying 250',
  // Whether the message was kept is seen in the mailbox alone.
  expects: { stages: ['dot'], standing: 'possible', alsoRight: ['receiver/closes-without-reply'] },
  async set({ v, peer, plan, sending, symptom, mx, world }) {
    await peer({ at: { dot: { do: v.pick(['fin', 'fin', 'rst']), delayMs: v.between(0, 900) } } })
    const address = world.receiverAddress()
    return {
      control: plan({ upTo: 'rcpt' }),
      faulty: plan({ upTo: 'dot', bytes: 4000 }),
      dies: { stage: 'dot', how: ['fin', 'rst'] },
      argv: sending(
        v.between(2, 20) * 1000,
        ...v
          .pick([
            '',
            `lost connection with ${mx}[${address}] while sending end of data -- message may be sent more than once`,
          ])
          .split('\n')
          .filter((line) => line !== '')
          .flatMap((line) => symptom(line)),
      ),
    }
  },
})
