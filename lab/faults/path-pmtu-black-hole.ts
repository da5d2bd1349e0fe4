import { defineFault } from '../fault.ts'
import { narrow } from '../narrow.ts'

export default defineFault({
  realises: 'path/pmtu-black-hole',
  title: 'Full-size packets towards the receiver vanish without a word',
  expects: { stages: ['body', 'dot'] },
  async set({ world, v, server, plan, sending }) {
    await server()
    const bytes = v.between(20, 200) * 1000
    const session = plan({ upTo: 'dot', bytes, patienceMs: 5000 })
    return {
      control: session,
      strike: () => narrow(world, 'outward', v.narrowMtu),
      faulty: session,
      dies: { stage: ['body', 'dot'], how: 'silent' },
      argv: sending(bytes),
    }
  },
})
