import { defineFault } from '../fault.ts'
import { startHaproxy } from '../servers/haproxy.ts'

export default defineFault({
  realises: 'receiver/closes-without-reply',
  title: 'The server closes every connection before its banner',
  expects: {
    stages: ['banner'],
    standing: 'possible',
    alsoRight: ['firewall/lb-without-backend', 'policy/reputation-silent-close', 'receiver/daemon-crash'],
  },
  async set({ world, plan, argv }) {
    await startHaproxy(world, ['127.0.0.1:9'])
    return { faulty: plan({ upTo: 'banner' }), dies: { stage: 'banner', how: ['fin', 'rst'] }, argv: argv() }
  },
})
