import { writeFileSync } from 'node:fs'
import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'healthy/first-resolver-dead',
  title: 'The first resolver of two is dead, and the second knows everything',
  expects: {},
  async set({ world, v, server, plan, argv, rcpt }) {
    await server()
    writeFileSync(
      `/etc/netns/${world.nsOf('sender')}/resolv.conf`,
      `nameserver ${v.net.dns}.98\nnameserver ${world.resolver}\n`,
    )
    return { faulty: plan(), argv: argv('--rcpt', rcpt) }
  },
})
