import { drill } from '../dns.ts'
import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'dns/domain-servfail',
  title: 'The domain is delegated to a server that refuses it or is dead; other domains resolve',
  expects: { stages: ['dns'] },
  names: (world) => ({ served: world.variation.pick(['lame', 'dead', 'lame']) }),
  async set({ world, v, argv, other }) {
    await other()
    return {
      control: async () =>
        (await drill(world, world.resolver, v.otherDomain, 'MX')).includes('NOERROR')
          ? undefined
          : 'the resolver is broken',
      faulty: async () =>
        (await drill(world, world.resolver, v.domain, 'MX')).includes('NOERROR') ? 'the domain resolves' : undefined,
      argv: argv('--compare', v.otherDomain),
    }
  },
})
