import { defineFault } from '../fault.ts'
import { startHaproxy } from '../servers/haproxy.ts'

export default defineFault({
  realises: 'receiver/one-bad-pool-member',
  title:
    'A balancer hands every other connection to a server that is gone; the report met that one, and our first session the other',
  expects: { stages: ['banner'], alsoRight: ['firewall/lb-without-backend', 'receiver/closes-without-reply'] },
  async set({ world, mx, rcpt, exim, symptom, argv }) {
    await exim({ address: '127.0.0.1', port: 2525 })
    await startHaproxy(world, ['127.0.0.1:2525', '127.0.0.1:9'])
    return {
      // Each session turns the wheel: the proof would change who comes next.
      faulty: async () => undefined,
      argv: argv(
        '--rcpt',
        rcpt,
        ...symptom(
          `lost connection with ${mx}[${world.receiverAddress()}] while receiving the initial server greeting`,
        ),
      ),
    }
  },
})
