import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'timeout/callout-chain-timeout',
  title: 'The receiver calls the sender’s mail server back, which does not answer',
  expects: { stages: ['rcpt', 'mail'] },
  async set({ world, v, postfix, plan, argv, rcpt }) {
    const target = v.pick(['DROP', 'REJECT --reject-with tcp-reset'])
    await world.rule('sender', `-A INPUT -p tcp --dport 25 -d ${world.senderAddress()} -j ${target}`)
    await postfix({
      settings: {
        smtpd_relay_restrictions: 'reject_unauth_destination',
        smtpd_recipient_restrictions: 'reject_unverified_sender',
        address_verify_poll_delay: `${v.pick([1, 2, 3])}s`,
        inet_protocols: 'ipv4',
      },
    })
    return {
      control: plan({ from: '' }),
      faulty: plan({ patienceMs: 15_000 }),
      dies: { stage: ['mail', 'rcpt'], how: 'reply', text: /unverified address/ },
      argv: argv('--rcpt', rcpt),
    }
  },
})
