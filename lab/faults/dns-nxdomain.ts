import { drill } from '../dns.ts'
import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'dns/nxdomain',
  title: 'The domain is mistyped and does not exist',
  expects: { stages: ['dns'] },
  async set({ world, v, argv }) {
    const wrong = v.domain.replace('.', v.pick(['s.', 'e.', '-mail.']))
    return {
      control: async () =>
        (await drill(world, world.resolver, v.domain, 'MX')).includes('NOERROR')
          ? undefined
          : 'the right domain is gone too',
      faulty: async () =>
        (await drill(world, world.resolver, wrong, 'MX')).includes('NXDOMAIN') ? undefined : 'the wrong domain exists',
      argv: [wrong, ...argv().slice(1)],
    }
  },
})
