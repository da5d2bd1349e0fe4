import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'firewall/reset-injected',
  title: 'A box near us resets the connection when it sees STARTTLS or MAIL FROM',
  expects: { stages: ['starttls', 'mail'] },
  shape: (v) => ({ rttMs: v.pick([28, 45, 90, 120]) }),
  async set({ world, v, rcpt, postfix, certificate, plan, argv }) {
    const word = v.pick(['STARTTLS', 'MAIL FROM'])
    const tls = word === 'STARTTLS'
    await postfix(tls ? { certificate: await certificate() } : {})
    const session = plan({ tls: tls ? 'starttls' : 'none' })
    return {
      control: session,
      strike: () =>
        world.rule(
          'near',
          `-A FORWARD -p tcp --dport 25 -m string --algo bm --string '${word}' -j REJECT --reject-with tcp-reset`,
        ),
      faulty: session,
      dies: { stage: ['starttls', 'mail'], how: 'rst' },
      argv: argv('--rcpt', rcpt),
    }
  },
})
