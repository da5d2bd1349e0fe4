import { drill } from '../dns.ts'
import { defineFault } from '../fault.ts'
import { mxHost } from '../zones.ts'

export default defineFault({
  realises: 'tls/dane-tlsa-mismatch',
  title: 'The TLSA record still pins the certificate of last quarter',
  expects: { stages: ['tls'] },
  names: (world) => ({
    security: 'signed',
    domainLines: [`_25._tcp.${mxHost(world)}. IN TLSA 3 1 1 ${'5a0f3c'.repeat(10)}0011`],
  }),
  async set({ world, v, mx, postfix, exim, certificate, argv, symptom }) {
    const spec = { certificate: await certificate() }
    if (v.pick(['postfix', 'exim']) === 'postfix') await postfix(spec)
    else await exim(spec)
    return {
      faulty: async () =>
        (await drill(world, world.resolver, `_25._tcp.${mx}`, 'TLSA')).includes('TLSA\t3 1 1')
          ? undefined
          : 'no TLSA record',
      argv: argv(
        ...symptom(
          `to=<${v.mailbox}@${v.domain}>, relay=${mx}[${world.receiverAddress()}]:25, dsn=4.7.5, status=deferred (Server certificate not trusted)`,
        ),
      ),
    }
  },
})
