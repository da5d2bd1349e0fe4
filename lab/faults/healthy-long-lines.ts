import { defineFault } from '../fault.ts'
import { writeMessage } from '../message-file.ts'

export default defineFault({
  realises: 'healthy/long-lines',
  title: 'Lines and headers beyond 998 octets, and a receiver that takes them',
  expects: {},
  async set(scene) {
    const { v, postfix, exim, plan } = scene
    // Exim's limit on lines is one of its transports, and of Debian's ACLs, which the lab's has not.
    if (v.pick(['postfix', 'exim']) === 'postfix') await postfix({})
    else await exim({})
    const long = 'z'.repeat(v.between(1100, 5000))
    return {
      faulty: plan({ upTo: 'dot', contains: long }),
      argv: v.pick([writeMessage(scene, { body: long }), writeMessage(scene, { header: `X-Thread: ${long}` })]),
    }
  },
})
