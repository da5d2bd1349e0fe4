import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'receiver/quit-pipelined-early-close',
  title: 'The server says 221 to the QUIT at the end of a pipeline and leaves out the answers before it',
  expects: { stages: ['mail', 'rcpt'] },
  async set({ v, mx, world, rcpt, peer, plan, argv, symptom }) {
    await peer({ flow: { seesQuitFirst: true } })
    const session = plan({ pipelining: true, patienceMs: 4000 })
    const address = world.receiverAddress()
    return {
      control: session,
      faulty: { ...session, quit: true },
      dies: { stage: ['mail', 'rcpt'], how: ['fin', 'rst', 'reply'] },
      argv: argv(
        '--rcpt',
        rcpt,
        ...symptom(
          v.pick([
            `postfix/smtp[4711]: 5A3C9: to=<${rcpt}>, relay=${mx}[${address}]:25, delay=0.4, delays=0/0/0.3/0.1, dsn=4.4.2, status=undeliverable (lost connection with ${mx}[${address}] while sending RCPT TO)`,
            `450 4.1.1 <${rcpt}>: Recipient address rejected: unverified address: lost connection with ${mx}[${address}] while sending RCPT TO`,
          ]),
        ),
      ),
    }
  },
})
