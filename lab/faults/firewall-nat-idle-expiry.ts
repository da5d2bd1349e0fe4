import { defineFault } from '../fault.ts'
import { forgetsAfter } from '../forgetful-box.ts'

export default defineFault({
  realises: 'firewall/nat-idle-expiry',
  title: 'A stateful box forgets an idle connection and drops or resets what follows',
  expects: {
    stages: ['ehlo', 'mail', 'rcpt', 'idle'],
    alsoRight: ['timeout/stale-pooled-connection'],
  },
  async set({ world, v, rcpt, server, plan, argv }) {
    await server()
    const seconds = v.between(3, 5)
    const session = plan({ upTo: 'rcpt', pauses: { mail: (seconds + 3) * 1000 }, patienceMs: 5000 })
    return {
      control: session,
      strike: () => forgetsAfter(world, seconds, v.pick(['DROP', 'DROP', 'REJECT --reject-with tcp-reset'])),
      faulty: session,
      dies: { stage: 'mail', how: ['silent', 'rst'] },
      argv: argv('--rcpt', rcpt, '--pause', `mail=${seconds + 3}`),
    }
  },
})
