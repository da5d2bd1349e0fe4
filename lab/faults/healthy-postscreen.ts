import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'healthy/postscreen-wait',
  title: 'postscreen teases with a first banner line and waits',
  expects: {},
  async set({ mx, postfix, plan, argv }) {
    await postfix({
      services: ['smtp inet n - n - 1 postscreen', 'smtpd pass - - n - - smtpd'],
      settings: {
        postscreen_greet_action: 'enforce',
        postscreen_greet_wait: '4s',
        postscreen_greet_banner: `${mx} wait a moment`,
        postscreen_access_list: '',
      },
    })
    return { faulty: plan({ upTo: 'ehlo', patienceMs: 12_000 }), argv: argv() }
  },
})
