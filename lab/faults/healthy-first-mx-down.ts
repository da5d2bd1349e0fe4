import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'healthy/first-mx-down-second-ok',
  title: 'The first MX is dead, the second takes the mail',
  expects: {},
  names: (world) => ({
    mx: [
      { preference: 10, host: `mx-a.${world.variation.domain}` },
      { preference: 20, host: `mx-b.${world.variation.domain}` },
    ],
    hosts: {
      [`mx-a.${world.variation.domain}`]: [
        world.variation.pick([`${world.variation.net.receiver}.77`, world.receiverAddress()]),
      ],
      [`mx-b.${world.variation.domain}`]: [world.receiverAddress(2)],
    },
  }),
  async set({ world, server, plan, argv }) {
    await server({ address: world.receiverAddress(2) })
    return { faulty: plan({ host: world.receiverAddress(2) }), argv: argv() }
  },
})
