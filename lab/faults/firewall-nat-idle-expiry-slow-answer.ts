import { defineFault } from '../fault.ts'
import { forgetsAfter } from '../forgetful-box.ts'

export default defineFault({
  realises: 'firewall/nat-idle-expiry',
  title: 'A stateful box forgets the connection while the server thinks, and the answer never arrives',
  expects: { stages: ['rcpt', 'mail', 'ehlo'] },
  async set({ world, v, rcpt, peer, plan, argv }) {
    const stage = v.pick(['rcpt', 'mail', 'ehlo'])
    await peer({ at: { [stage]: { do: 'usual', delayMs: 7000 } } })
    const session = plan({ patienceMs: 10_000 })
    return {
      control: session,
      strike: () => forgetsAfter(world, 3, 'DROP'),
      faulty: session,
      dies: { stage, how: 'silent' },
      argv: argv('--rcpt', rcpt),
    }
  },
})
