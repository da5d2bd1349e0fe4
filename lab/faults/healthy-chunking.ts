import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'healthy/chunking',
  title: 'A message by BDAT, delivered',
  expects: {},
  async set({ v, postfix, exim, plan, sending }) {
    if (v.pick(['postfix', 'exim']) === 'postfix') await postfix({})
    else await exim({ settings: ['chunking_advertise_hosts = *'] })
    return { faulty: plan({ upTo: 'dot', chunking: true }), argv: sending(4000, '--chunking') }
  },
})
