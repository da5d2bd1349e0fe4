import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'healthy/expired-cert',
  title: 'An expired certificate, and a sender that does not verify',
  expects: {},
  async set({ v, postfix, exim, certificate, plan, argv }) {
    const spec = { certificate: await certificate({ issuer: 'intermediate', fromDays: -200, forDays: 90 }) }
    if (v.pick(['postfix', 'exim']) === 'postfix') await postfix(spec)
    else await exim(spec)
    return { faulty: plan({ upTo: 'tls', tls: 'starttls' }), argv: argv() }
  },
})
