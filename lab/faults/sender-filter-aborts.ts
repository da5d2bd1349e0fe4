import type { Behaviour } from '../../src/probe/peer/peer-script.ts'
import { defineFault } from '../fault.ts'
import { startScripted } from '../servers/peer.ts'

export default defineFault({
  realises: 'sender/filter-aborts',
  title: 'The sender’s own content filter dies with the message; the destination is well',
  expects: { stages: ['dot', 'body', 'data'] },
  async set({ world, v, server, plan, argv, symptom }) {
    await server()
    const port = v.pick([10024, 10025, 11332])
    const dot = v.pick<Behaviour>([{ do: 'fin' }, { do: 'rst' }])
    const local = { greeting: 'localhost ESMTP amavisd-new service ready', at: { dot } }
    await startScripted(world, local, '127.0.0.1', port, 'sender')
    const line = v.pick([
      `: to=<a@${v.domain}>, relay=127.0.0.1[127.0.0.1]:${port}, delay=31, delays=0.1/0/0/31, dsn=4.4.2, status=deferred (lost connection with 127.0.0.1[127.0.0.1] while sending end of data -- message may be sent more than once)`,
      `lost connection with localhost[127.0.0.1] while sending end of data -- message may be sent more than once`,
    ])
    return {
      control: plan(),
      faulty: plan({ host: '127.0.0.1', port, upTo: 'dot' }),
      dies: { stage: 'dot', how: ['fin', 'rst'] },
      argv: argv(...symptom(line)),
    }
  },
})
