import { readFileSync } from 'node:fs'
import { defineFault } from '../fault.ts'
import { LAB_ROOT } from '../pki.ts'

export default defineFault({
  realises: 'tls/cert-expired',
  title: 'The receiver’s certificate ran out, and the sender verifies',
  expects: { stages: ['tls'] },
  async set({ v, mx, exim, postfix, certificate, plan, argv, other }) {
    const spec = {
      certificate: await certificate({ issuer: 'intermediate', fromDays: -v.between(91, 400), forDays: 90 }),
    }
    await Promise.all([other(), v.pick(['postfix', 'exim']) === 'postfix' ? postfix(spec) : exim(spec)])
    const session = plan({ upTo: 'tls', tls: 'starttls' })
    return {
      control: session,
      faulty: { ...session, verifyName: mx, ca: readFileSync(LAB_ROOT, 'utf8') },
      dies: { stage: 'tls', how: 'tls', text: /expired/ },
      argv: argv('--tls', 'verify'),
    }
  },
})
