import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'timeout/receiver-idle-timeout',
  title: 'The sender is silent for longer than the receiver waits',
  expects: { stages: ['ehlo', 'mail', 'rcpt', 'idle'] },
  async set({ v, rcpt, postfix, exim, plan, argv }) {
    const seconds = v.between(3, 5)
    if (v.pick(['postfix', 'exim']) === 'postfix') await postfix({ settings: { smtpd_timeout: `${seconds}s` } })
    else await exim({ settings: [`smtp_receive_timeout = ${seconds}s`] })
    return {
      control: plan(),
      faulty: plan({ pauses: { mail: (seconds + 2) * 1000 } }),
      dies: { stage: 'mail', how: ['reply', 'fin', 'rst'] },
      argv: argv('--rcpt', rcpt, '--pause', `mail=${seconds + 2}`),
    }
  },
})
