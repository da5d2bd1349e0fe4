import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'firewall/reset-injected',
  title: 'A box near us resets the connection when it sees DATA, be it in one packet with MAIL and RCPT',
  // Where commands travel in one packet, the answer to the first of them is the one that is missing.
  expects: { stages: ['mail', 'rcpt', 'data'] },
  shape: (v) => ({ rttMs: v.pick([28, 45, 90, 120]) }),
  async set({ world, v, exim, plan, sending }) {
    await exim({})
    const bytes = v.between(2, 6) * 1000
    const session = plan({ upTo: 'dot', bytes })
    return {
      control: session,
      strike: () =>
        world.rule(
          'near',
          "-A FORWARD -p tcp --dport 25 -m string --algo bm --hex-string 'DATA|0d0a|' -j REJECT --reject-with tcp-reset",
        ),
      faulty: session,
      dies: { stage: 'data', how: 'rst' },
      argv: sending(bytes),
    }
  },
})
