import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'firewall/flow-cut-after-seconds',
  title: 'A box forgets every connection some seconds after its SYN, and swallows what follows',
  expects: {
    stages: ['ehlo', 'mail', 'rcpt'],
    standing: 'possible',
    alsoRight: ['path/dies-midway', 'firewall/nat-idle-expiry'],
  },
  async set({ world, v, rcpt, peer, plan, argv }) {
    // As many steps as a session has, each as slow: the age comes in the middle of it.
    const tarpitMs = v.between(9, 12) * 100
    await peer({ flow: { tarpitMs } })
    const session = plan({ patienceMs: 8000 })
    return {
      control: session,
      // After the second or the third answer, and well before the next.
      strike: () => world.outlive('near', 25, ((tarpitMs + 2 * world.rttMs) * v.pick([2.4, 3.4])) / 1000),
      faulty: session,
      dies: { stage: ['ehlo', 'mail', 'rcpt'], how: 'silent' },
      argv: argv('--rcpt', rcpt),
    }
  },
})
