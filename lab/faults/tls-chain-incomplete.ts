import { readFileSync } from 'node:fs'
import { defineFault } from '../fault.ts'
import { LAB_ROOT } from '../pki.ts'

export default defineFault({
  realises: 'tls/chain-incomplete',
  title: 'The receiver sends its leaf without the intermediate, to a sender that verifies',
  expects: { stages: ['tls'], alsoRight: ['tls/untrusted-cert-enforced'] },
  async set({ v, mx, exim, postfix, certificate, plan, argv }) {
    const spec = { certificate: await certificate({ issuer: 'missing-intermediate' }) }
    if (v.pick(['postfix', 'exim']) === 'postfix') await postfix(spec)
    else await exim(spec)
    const session = plan({ upTo: 'tls', tls: 'starttls' })
    return {
      control: session,
      faulty: { ...session, verifyName: mx, ca: readFileSync(LAB_ROOT, 'utf8') },
      dies: { stage: 'tls', how: 'tls', text: /local issuer|first certificate/ },
      argv: argv('--tls', 'verify'),
    }
  },
})
