import { defineFault } from '../fault.ts'

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
      strike: async () => {
        await world.must('near', [
          'sh',
          '-c',
          `cd /proc/sys/net/netfilter; echo 3 > nf_conntrack_tcp_timeout_established; echo 0 > nf_conntrack_tcp_loose`,
        ])
        await world.rule('near', '-A FORWARD -m conntrack --ctstate ESTABLISHED -j ACCEPT')
        await world.rule('near', '-A FORWARD -p tcp --syn -m conntrack --ctstate NEW -j ACCEPT')
        await world.rule('near', '-A FORWARD -p udp -j ACCEPT')
        await world.rule('near', '-A FORWARD -p tcp -j DROP')
      },
      faulty: session,
      dies: { stage, how: 'silent' },
      argv: argv('--rcpt', rcpt),
    }
  },
})
