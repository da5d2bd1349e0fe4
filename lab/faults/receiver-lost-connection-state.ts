import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'receiver/lost-connection-state',
  title: 'The receiver fails over in mid-session, and the other host knows nothing of the connection',
  expects: {
    stages: ['mail', 'rcpt', 'data', 'body', 'dot'],
    standing: 'possible',
    alsoRight: ['firewall/reset-injected'],
  },
  async set({ world, v, server, plan, rcpt, argv }) {
    await server()
    const word = v.pick(['MAIL FROM', 'RCPT TO'])
    return {
      control: plan(),
      // Twice, once for the proof and once for the diagnosis, the receiver's kernel answers as if there were no such connection.
      strike: () =>
        world.rule(
          'receiver',
          `-A INPUT -p tcp --dport 25 -m string --algo bm --string '${word}' -m limit --limit 1/hour --limit-burst 2 -j REJECT --reject-with tcp-reset`,
        ),
      faulty: plan(),
      dies: { stage: ['mail', 'rcpt'], how: 'rst' },
      argv: argv('--rcpt', rcpt),
    }
  },
})
