import { drill } from '../dns.ts'
import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'dns/null-mx',
  title: 'The domain publishes a null MX',
  expects: { stages: ['dns'] },
  names: (world) => ({
    mx: [{ preference: 0, host: '' }],
    hosts: { [world.variation.domain]: [world.receiverAddress()] },
  }),
  async set({ world, v, argv, server }) {
    await server()
    return {
      faulty: async () =>
        /MX\s+0 \./.test(await drill(world, world.resolver, v.domain, 'MX')) ? undefined : 'there is no null MX',
      argv: argv(),
    }
  },
})
