import { drill } from '../dns.ts'
import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'dns/resolver-broken',
  title: 'A captive portal answers for every name with its own address, where nobody takes mail',
  expects: { stages: ['dns', 'connect'] },
  dns: ({ resolver }) => ({ unbound: ['local-zone: "." redirect', `local-data: ". 60 IN A ${resolver}"`] }),
  async set({ world, v, argv, exim, postfix }) {
    await (v.pick(['postfix', 'exim']) === 'exim' ? exim({}) : postfix({}))
    return {
      control: async () =>
        (await drill(world, world.nameServer, v.domain, 'MX')).includes('NOERROR') ? undefined : 'the domain is gone',
      faulty: async () =>
        (await drill(world, world.resolver, `${v.mx}.${v.domain}`, 'A')).includes(world.resolver)
          ? undefined
          : 'the resolver tells the truth',
      argv: argv(),
    }
  },
})
