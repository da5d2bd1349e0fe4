import { defineFault } from '../fault.ts'

const PORT = 10_023
const LISTENER = `import socket,time
s=socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); s.bind(('127.0.0.1',${PORT})); s.listen(9)
time.sleep(3600)`

export default defineFault({
  realises: 'receiver/milter-or-policy-down',
  title: 'The policy service takes connections and says nothing, and the answer to MAIL is kept until that to RCPT',
  expects: { stages: ['rcpt'], standing: 'possible', alsoRight: ['receiver/hung'] },
  async set({ world, rcpt, postfix, plan, argv }) {
    world.start('receiver', 'policy', ['/usr/bin/python3', '-c', LISTENER])
    await postfix({
      settings: {
        smtpd_recipient_restrictions: `check_policy_service inet:127.0.0.1:${PORT}, reject_unauth_destination`,
      },
    })
    return {
      control: plan({ upTo: 'mail' }),
      faulty: plan({ patienceMs: 4000 }),
      dies: { stage: 'rcpt', how: 'silent' },
      argv: argv('--rcpt', rcpt),
    }
  },
})
