import { defineFault } from '../fault.ts'
import { strangersKey } from '../pki.ts'

export default defineFault({
  realises: 'tls/server-cert-unusable',
  title: 'The receiver’s key does not belong to its certificate',
  expects: { stages: ['starttls', 'tls'], alsoRight: ['tls/starttls-refused'] },
  async set({ v, postfix, exim, certificate, plan, argv }) {
    const spec = { certificate: { ...(await certificate({ key: 'rsa2048' })), keyText: await strangersKey() } }
    if (v.pick(['postfix', 'exim']) === 'postfix') await postfix(spec)
    else await exim(spec)
    return {
      control: plan({ upTo: 'ehlo' }),
      faulty: plan({ upTo: 'tls', tls: 'starttls' }),
      dies: { stage: ['starttls', 'tls'], how: ['reply', 'tls', 'fin', 'rst'] },
      argv: argv(),
    }
  },
})
