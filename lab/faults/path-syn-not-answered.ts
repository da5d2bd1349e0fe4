import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'path/syn-not-answered',
  title: 'The receiver’s address swallows every SYN; nothing else is known',
  expects: {
    stages: ['connect'],
    standing: 'possible',
    alsoRight: ['firewall/source-banned-by-firewall', 'firewall/port25-egress-blocked'],
  },
  async set({ world, v, server, plan, argv }) {
    await server()
    return {
      control: plan({ upTo: 'banner' }),
      strike: () =>
        world.rule(
          v.pick(['near', 'far', 'receiver']) === 'near' ? 'near' : 'far',
          `-A FORWARD -p tcp -d ${world.receiverAddress()} --dport 25 -j DROP`,
        ),
      faulty: plan({ upTo: 'banner', patienceMs: 3000 }),
      dies: { stage: 'connect', how: 'silent' },
      argv: argv(),
    }
  },
})
