import { defineFault } from '../fault.ts'
import { startHaproxy } from '../servers/haproxy.ts'

export default defineFault({
  realises: 'firewall/lb-without-backend',
  title: 'A balancer hands two of three connections to servers that are not there',
  expects: { stages: ['banner'], alsoRight: ['receiver/closes-without-reply', 'receiver/one-bad-pool-member'] },
  async set({ world, exim, plan, argv }) {
    await exim({ address: '127.0.0.1', port: 2525 })
    await startHaproxy(world, ['127.0.0.1:9', '127.0.0.1:9', '127.0.0.1:2525'])
    return { faulty: plan({ upTo: 'banner' }), dies: { stage: 'banner', how: ['fin', 'rst'] }, argv: argv() }
  },
})
