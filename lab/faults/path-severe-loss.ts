import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'path/severe-loss-or-duplex',
  title: 'Two fifths to a half of all packets are lost, both ways',
  // Where the few sessions that fit into the budget fare alike by chance, the path may as well have died.
  expects: { standing: 'possible', alsoRight: ['path/dies-midway'] },
  async set({ world, v, mx, rcpt, server, plan, argv, sending, symptom }) {
    await server()
    const share = v.between(40, 50) / 100
    const session = plan({ upTo: 'dot', bytes: 20_000, patienceMs: 2000 })
    const address = world.receiverAddress()
    const told = symptom(
      v.pick([
        `conversation with ${mx}[${address}] timed out while receiving the initial server greeting`,
        `conversation with ${mx}[${address}] timed out while sending message body`,
        `SMTP timeout after RCPT TO:<${rcpt}>: Connection timed out: H=${mx} [${address}]`,
      ]),
    )
    return {
      control: session,
      strike: async () => {
        for (const way of ['-o eth0', '-i eth0'])
          for (const family of [4, 6] as const)
            await world.rule(
              'near',
              `-A FORWARD ${way} -p tcp -m statistic --mode random --probability ${share} -j DROP`,
              family,
            )
      },
      // No stage is its favourite: four sessions at once, and one of them dies.
      faulty: { ...session, connections: 4 },
      dies: {
        stage: ['connect', 'banner', 'ehlo', 'mail', 'rcpt', 'data', 'body', 'dot', 'idle'],
        how: ['silent', 'rst', 'fin'],
      },
      argv: v.pick([argv('--rcpt', rcpt, ...told), sending(20_000, ...told)]),
    }
  },
})
