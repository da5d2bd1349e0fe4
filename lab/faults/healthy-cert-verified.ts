import { readFileSync } from 'node:fs'
import { defineFault } from '../fault.ts'
import { LAB_ROOT } from '../pki.ts'

export default defineFault({
  realises: 'healthy/cert-verified',
  title: 'A certificate that verifies, and a sender that demands it',
  expects: {},
  async set({ v, mx, postfix, exim, certificate, plan, argv }) {
    const spec = { certificate: await certificate({ issuer: 'intermediate' }) }
    if (v.pick(['postfix', 'exim']) === 'postfix') await postfix(spec)
    else await exim(spec)
    return {
      faulty: { ...plan({ upTo: 'tls', tls: 'starttls' }), verifyName: mx, ca: readFileSync(LAB_ROOT, 'utf8') },
      argv: argv('--tls', 'verify'),
    }
  },
})
