import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'policy/error-limit-close',
  title: 'The receiver hangs up after a few unknown recipients',
  expects: { stages: ['rcpt', 'data'], alsoRight: ['refusal/recipient-unknown'] },
  async set({ v, rcpt, postfix, plan, argv }) {
    const limit = v.between(2, 3)
    await postfix({
      settings: {
        smtpd_hard_error_limit: String(limit),
        smtpd_soft_error_limit: String(limit),
        smtpd_error_sleep_time: '0',
        virtual_mailbox_maps: `inline:{{${rcpt} = x}}`,
      },
    })
    const gone = ['a', 'b', 'c', 'd', 'e'].flatMap((name) => ['--rcpt', `${name}.gone@${v.domain}`])
    return {
      control: plan(),
      faulty: plan({ to: `gone@${v.domain}` }),
      dies: { stage: 'rcpt', how: 'reply' },
      argv: argv(...gone, '--rcpt', rcpt),
    }
  },
})
