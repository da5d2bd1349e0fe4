import { defineFault } from '../fault.ts'
import { narrowPolitely } from '../narrow.ts'

export default defineFault({
  realises: 'healthy/narrow-path',
  title: 'A narrow link that says so: path MTU discovery works',
  expects: {},
  async set({ world, v, exim, postfix, certificate, plan, sending }) {
    const spec = { certificate: await certificate() }
    if (v.pick(['postfix', 'exim']) === 'postfix') await postfix(spec)
    else await exim(spec)
    await narrowPolitely(world, 'outward', v.narrowMtu)
    await narrowPolitely(world, 'homeward', v.narrowMtu)
    const bytes = v.between(20, 200) * 1000
    return { faulty: plan({ upTo: 'dot', bytes, tls: 'starttls' }), argv: sending(bytes) }
  },
})
