import { drill } from '../dns.ts'
import { defineFault } from '../fault.ts'
import { mxHost } from '../zones.ts'

export default defineFault({
  realises: 'dns/no-usable-mx',
  title: 'The MX host has an address that no host can have',
  expects: { stages: ['dns', 'connect'] },
  names: (world) => ({
    hosts: { [mxHost(world)]: [world.variation.pick(['224.0.0.25', '240.9.8.7', '255.255.255.255'])] },
  }),
  async set({ world, v, mx, argv }) {
    return {
      faulty: async () =>
        /\s2\d\d\.\d+\.\d+\.\d+/.test(await drill(world, world.resolver, mx, 'A'))
          ? undefined
          : `${v.mx} has another address`,
      argv: argv(),
    }
  },
})
