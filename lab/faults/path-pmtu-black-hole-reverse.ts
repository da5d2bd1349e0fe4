import { defineFault } from '../fault.ts'
import { narrow } from '../narrow.ts'

export default defineFault({
  realises: 'path/pmtu-black-hole-reverse',
  title: 'Full-size packets from the receiver vanish, so its certificate never arrives',
  expects: { stages: ['tls'] },
  async set({ world, v, postfix, exim, certificate, plan, argv }) {
    const spec = { certificate: await certificate({ key: 'rsa4096', extraNames: v.between(40, 90) }) }
    if (v.pick(['postfix', 'exim']) === 'postfix') await postfix(spec)
    else await exim(spec)
    const session = plan({ upTo: 'tls', tls: 'starttls', patienceMs: 5000 })
    return {
      control: session,
      strike: () => narrow(world, 'homeward', v.narrowMtu),
      faulty: session,
      dies: { stage: 'tls', how: 'silent' },
      argv: argv(),
    }
  },
})
