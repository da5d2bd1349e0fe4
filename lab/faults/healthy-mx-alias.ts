import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'healthy/mx-alias',
  title: 'The MX names an alias, which works although it is forbidden',
  expects: {},
  names: (world, ordinary) => ({
    ...ordinary,
    mx: [{ preference: 10, host: `alias.${world.variation.domain}` }],
    domainLines: [`alias IN CNAME ${world.variation.mx}`],
  }),
  async set({ server, plan, argv }) {
    await server()
    return { faulty: plan({ upTo: 'ehlo' }), argv: argv() }
  },
})
