import { defineFault } from '../fault.ts'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

export default defineFault({
  realises: 'protocol/bare-lf-end-of-data',
  title: 'The sender ends lines with bare LF, which the receiver does not take for an end',
  expects: { stages: ['dot', 'body'] },
  async set({ world, rcpt, from, v, peer, plan, argv }) {
    await peer({
      message: {
        endOfData: 'strict',
        ...(v.pick([true, false])
          ? { bareLf: { do: 'reply', text: '521 5.5.2 Error: bare <LF> received', then: 'close' } as const }
          : {}),
      },
    })
    const file = join(world.dir, 'message.eml')
    writeFileSync(file, `From: <${from}>\nTo: <${rcpt}>\nSubject: lab\n\nBare line ends.\n`)
    return {
      control: plan({ upTo: 'dot' }),
      faulty: plan({ upTo: 'dot', bareLf: true, patienceMs: 4000 }),
      dies: { stage: ['dot', 'body'], how: ['silent', 'reply', 'fin'] },
      argv: argv('--rcpt', rcpt, '--send', '--message', file),
    }
  },
})
