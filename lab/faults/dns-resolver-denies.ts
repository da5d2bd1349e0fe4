import { drill } from '../dns.ts'
import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'dns/resolver-broken',
  title: 'The sender’s resolver says that nothing exists, or has this one domain on a list of blocked names',
  expects: { stages: ['dns'] },
  // A top-level domain as everywhere: its servers tell whose the denied name is.
  names: ({ variation: { domain } }) => {
    const [label = '', ...above] = domain.split('.')
    return { extraZones: [{ name: above.join('.'), lines: [`${label} IN NS ns0.lab-servers.`] }] }
  },
  dns: ({ variation: v }) => ({
    unbound: [
      v.pick([
        'local-zone: "." always_nxdomain',
        'local-zone: "." always_nodata',
        `local-zone: "${v.domain}." always_nxdomain`,
      ]),
    ],
  }),
  async set({ world, v, argv, exim, postfix }) {
    // Sendmail looks its own name up before it listens.
    await (v.pick(['postfix', 'exim']) === 'exim' ? exim({}) : postfix({}))
    const records = async (server: string): Promise<boolean> =>
      (await drill(world, server, v.domain, 'MX')).includes(`MX\t10 ${v.mx}.`)
    return {
      control: async () => ((await records(world.nameServer)) ? undefined : 'the name server does not know it either'),
      faulty: async () => ((await records(world.resolver)) ? 'the resolver knows the domain' : undefined),
      argv: argv(),
    }
  },
})
