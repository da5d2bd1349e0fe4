import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'policy/reputation-silent-close',
  title: 'The receiver closes without a word on our address, and serves our other one',
  expects: { stages: ['banner', 'ehlo'], standing: 'possible', alsoRight: ['firewall/source-banned-by-firewall'] },
  async set({ world, v, server, peer, plan, argv }) {
    await server()
    await peer({ at: { banner: { do: v.pick(['fin', 'rst']) } } }, world.receiverAddress(), 2599)
    return {
      control: plan({ upTo: 'banner' }),
      strike: () =>
        world.rule(
          'receiver',
          `-t nat -A PREROUTING -p tcp --dport 25 -s ${world.senderAddress()} -d ${world.receiverAddress()} -j REDIRECT --to-ports 2599`,
        ),
      faulty: plan({ upTo: 'banner' }),
      dies: { stage: 'banner', how: ['fin', 'rst'] },
      argv: argv(),
    }
  },
})
