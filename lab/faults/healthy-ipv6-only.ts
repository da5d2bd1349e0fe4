import { defineFault } from '../fault.ts'
import { mxHost } from '../zones.ts'

export default defineFault({
  realises: 'healthy/ipv6-only',
  title: 'An MX with an IPv6 address only, which works',
  expects: {},
  names: (world) => ({ hosts: { [mxHost(world)]: [world.receiverAddress6()] } }),
  async set({ world, rcpt, exim, plan, argv }) {
    await exim({ address: world.receiverAddress6() })
    return { faulty: plan({ host: world.receiverAddress6() }), argv: argv('--rcpt', rcpt) }
  },
})
