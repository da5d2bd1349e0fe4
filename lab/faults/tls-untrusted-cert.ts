import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'tls/untrusted-cert-enforced',
  title: 'The sender demands a trusted certificate and the receiver’s is self-signed or from a private CA',
  expects: { stages: ['tls'] },
  async set({ v, exim, postfix, certificate, plan, argv }) {
    const spec = { certificate: await certificate({ issuer: v.pick(['self', 'stranger']) }) }
    if (v.pick(['postfix', 'exim']) === 'postfix') await postfix(spec)
    else await exim(spec)
    return {
      control: plan({ upTo: 'tls', tls: 'starttls' }),
      faulty: plan({ upTo: 'tls', tls: 'starttls', verifyName: plan().host }),
      dies: { stage: 'tls', how: 'tls' },
      argv: argv('--tls', 'verify'),
    }
  },
})
