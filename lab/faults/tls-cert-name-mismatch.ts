import { readFileSync } from 'node:fs'
import { defineFault } from '../fault.ts'
import { LAB_ROOT } from '../pki.ts'

export default defineFault({
  realises: 'tls/cert-name-mismatch',
  title: 'The receiver’s certificate names another host, and the sender verifies',
  expects: { stages: ['tls'] },
  async set({ v, mx, exim, postfix, certificate, plan, argv }) {
    const spec = {
      certificate: await certificate({
        issuer: 'intermediate',
        names: v.pick<readonly string[]>([
          [`www.${v.domain}`, v.domain],
          ['web17.hosting-west.example'],
          ['localhost'],
        ]),
      }),
    }
    if (v.pick(['postfix', 'exim']) === 'postfix') await postfix(spec)
    else await exim(spec)
    const session = plan({ upTo: 'tls', tls: 'starttls' })
    return {
      control: session,
      faulty: { ...session, verifyName: mx, ca: readFileSync(LAB_ROOT, 'utf8') },
      dies: { stage: 'tls', how: 'tls', text: /does not match|altnames/i },
      argv: argv('--tls', 'verify'),
    }
  },
})
