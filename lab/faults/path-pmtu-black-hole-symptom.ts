import { defineFault } from '../fault.ts'
import { narrow } from '../narrow.ts'

export default defineFault({
  realises: 'path/pmtu-black-hole',
  title: 'Full-size packets vanish; known from the log line alone, and no message may be sent',
  expects: { stages: ['body', 'dot', 'tls'] },
  async set({ world, v, mx, server, plan, argv, symptom }) {
    await server()
    const session = plan({ upTo: 'dot', bytes: 60_000, patienceMs: 5000 })
    const stage = v.pick(['sending end of data -- message may be sent more than once', 'sending message body'])
    return {
      control: session,
      strike: () => narrow(world, 'outward', v.narrowMtu),
      faulty: session,
      dies: { stage: ['body', 'dot'], how: 'silent' },
      argv: argv(...symptom(`conversation with ${mx}[${world.receiverAddress()}] timed out while ${stage}`)),
    }
  },
})
