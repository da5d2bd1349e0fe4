import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'healthy/self-signed',
  title: 'A self-signed certificate, which an opportunistic sender does not mind',
  expects: {},
  async set({ v, postfix, exim, certificate, plan, argv }) {
    const spec = {
      certificate: await certificate({
        issuer: 'self',
        names: v.pick<readonly string[]>([['localhost'], ['debian'], ['mail.internal.lan']]),
      }),
    }
    if (v.pick(['postfix', 'exim']) === 'postfix') await postfix(spec)
    else await exim(spec)
    return { faulty: plan({ upTo: 'tls', tls: 'starttls' }), argv: argv() }
  },
})
