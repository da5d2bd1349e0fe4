import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'tls/mode-mismatch',
  title: 'The sender speaks TLS from the first octet on a port that begins in clear',
  expects: { stages: ['banner', 'tls'] },
  async set({ v, postfix, exim, certificate, plan, argv }) {
    const spec = { certificate: await certificate(), port: v.pick([25, 587]) }
    if (v.pick(['postfix', 'exim']) === 'postfix') await postfix(spec)
    else await exim(spec)
    return {
      control: plan({ upTo: 'tls', tls: 'starttls', port: spec.port }),
      faulty: plan({ upTo: 'tls', tls: 'wrapped', port: spec.port }),
      dies: { stage: 'tls', how: ['tls', 'fin', 'rst', 'silent'] },
      argv: argv('--tls', 'wrapped', '--port', String(spec.port)),
    }
  },
})
