import { drill } from '../dns.ts'
import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'dns/resolver-broken',
  title: 'The sender’s resolver forwards to nowhere, or refuses every question',
  expects: { stages: ['dns'] },
  dns: (world) =>
    world.variation.pick(['refuses', 'forwards']) === 'refuses'
      ? { unbound: ['local-zone: "." always_refuse'] }
      : { clauses: [`forward-zone:\n  name: "."\n  forward-addr: ${world.variation.net.dns}.98`] },
  async set({ world, v, argv, other, exim, postfix }) {
    // Sendmail looks its own name up before it listens, and here nothing answers.
    await Promise.all([v.pick(['postfix', 'exim']) === 'exim' ? exim({}) : postfix({}), other()])
    return {
      control: async () => {
        const answer = await drill(world, world.nameServer, v.domain, 'MX')
        return answer.includes('NOERROR') ? undefined : 'the authoritative server does not answer either'
      },
      faulty: async () => {
        const answer = await drill(world, world.resolver, v.domain, 'MX')
        return answer.includes('NOERROR') ? 'the resolver answers' : undefined
      },
      argv: argv('--compare', v.otherDomain),
    }
  },
})
