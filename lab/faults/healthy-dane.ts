import { X509Certificate, createHash } from 'node:crypto'
import { drill } from '../dns.ts'
import { defineFault } from '../fault.ts'
import { makeCertificate } from '../pki.ts'
import type { Certificate } from '../pki.ts'
import type { World } from '../world.ts'
import { mxHost, zonesOf, ordinaryNames } from '../zones.ts'

const made = new WeakMap<World, Certificate>()

export default defineFault({
  realises: 'healthy/dane',
  title: 'A signed zone whose TLSA record matches a self-signed certificate',
  expects: {},
  names: () => ({ security: 'signed' }),
  async set({ world, mx, postfix, plan, argv }) {
    const certificate = made.get(world)
    if (certificate === undefined) throw new Error('no certificate')
    await postfix({ certificate })
    return {
      control: async () =>
        (await drill(world, world.resolver, `_25._tcp.${mx}`, 'TLSA')).includes('TLSA') ? undefined : 'no TLSA record',
      faulty: plan({ upTo: 'tls', tls: 'starttls' }),
      argv: argv(),
    }
  },
  dns: async (world) => {
    const certificate = await makeCertificate(world.dir, { names: [mxHost(world)], issuer: 'self' })
    made.set(world, certificate)
    const spki = new X509Certificate(certificate.chainText).publicKey.export({ type: 'spki', format: 'der' })
    const digest = createHash('sha256').update(spki).digest('hex')
    const names = {
      ...ordinaryNames(world),
      security: 'signed' as const,
      domainLines: [`_25._tcp.${mxHost(world)}. IN TLSA 3 1 1 ${digest}`],
    }
    return { zones: zonesOf(world, names) }
  },
})
