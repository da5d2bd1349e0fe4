import { drill } from '../dns.ts'
import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'dns/dnssec-bogus',
  title: 'The zone’s signatures ran out, or its DS names another key',
  expects: { stages: ['dns'], alsoRight: [] },
  names: (world) => ({ security: world.variation.pick(['expired', 'wrong-ds']) }),
  async set({ world, v, argv, server }) {
    await server()
    return {
      control: async () =>
        (await drill(world, world.nameServer, v.domain, 'MX')).includes('NOERROR')
          ? undefined
          : 'the name server is broken',
      faulty: async () =>
        (await drill(world, world.resolver, v.domain, 'MX')).includes('SERVFAIL')
          ? undefined
          : 'the resolver does not mind',
      argv: argv(),
    }
  },
})
