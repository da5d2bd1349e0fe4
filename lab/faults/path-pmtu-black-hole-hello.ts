import { defineFault } from '../fault.ts'
import { narrow } from '../narrow.ts'

export default defineFault({
  realises: 'path/pmtu-black-hole',
  title: 'A post-quantum ClientHello fills a packet that the path does not pass',
  expects: { stages: ['tls'] },
  async set({ world, v, postfix, certificate, plan, argv }) {
    await postfix({ certificate: await certificate({ key: 'ec256', issuer: 'self' }) })
    const session = plan({ upTo: 'tls', tls: 'starttls', patienceMs: 5000 })
    return {
      control: session,
      strike: () => narrow(world, 'outward', Math.min(v.narrowMtu, 1440)),
      faulty: session,
      dies: { stage: 'tls', how: 'silent' },
      argv: argv(),
    }
  },
})
