import { defineFault } from '../fault.ts'
import { mxHost } from '../zones.ts'

export default defineFault({
  realises: 'healthy/v6-unreachable-v4-works',
  title: 'The MX’s IPv6 address is out of reach, its IPv4 address works',
  expects: {},
  names: (world) => ({ hosts: { [mxHost(world)]: [world.receiverAddress(), world.receiverAddress6()] } }),
  async set({ world, v, server, plan, argv }) {
    await server()
    if (v.pick(['dropped', 'no route']) === 'dropped') await world.rule('far', '-A FORWARD -p tcp -j DROP', 6)
    else await world.must('sender', ['ip', '-6', 'route', 'del', 'default'])
    return { faulty: plan(), argv: argv() }
  },
})
