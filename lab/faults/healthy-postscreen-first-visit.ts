import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'healthy/postscreen-first-visit',
  title: 'postscreen tests the dialogue of whoever comes for the first time, and puts off its RCPT',
  expects: {},
  async set({ rcpt, postfix, plan, argv }) {
    await postfix({
      services: ['smtp inet n - n - 1 postscreen', 'smtpd pass - - n - - smtpd'],
      settings: {
        postscreen_greet_action: 'enforce',
        postscreen_greet_wait: '3s',
        postscreen_access_list: '',
        postscreen_pipelining_enable: 'yes',
        postscreen_non_smtp_command_enable: 'yes',
        postscreen_bare_newline_enable: 'yes',
      },
    })
    return { faulty: plan({ upTo: 'ehlo', patienceMs: 12_000 }), argv: argv('--rcpt', rcpt) }
  },
})
