import { drill } from '../dns.ts'
import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'dns/no-usable-mx',
  title: 'The only MX names a host without an address, or the loopback',
  expects: { stages: ['dns', 'connect'] },
  names: (world) => {
    const host = `old-${world.variation.mx}.${world.variation.domain}`
    return {
      mx: [{ preference: 10, host }],
      hosts: world.variation.pick(['nothing', 'loopback', 'nothing']) === 'loopback' ? { [host]: ['127.0.0.1'] } : {},
    }
  },
  async set({ world, v, argv }) {
    return {
      faulty: async () =>
        (await drill(world, world.resolver, v.domain, 'MX')).includes(`old-${v.mx}`) ? undefined : 'the MX is missing',
      argv: argv(),
    }
  },
})
