import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'policy/early-talker-rejected',
  title: 'The sender says EHLO before the banner',
  expects: { stages: ['banner', 'ehlo'] },
  shape: (v) => ({ rttMs: v.pick([14, 28, 80]) }),
  async set({ v, sendmail, exim, plan, argv }) {
    if (v.pick(['sendmail', 'exim']) === 'sendmail') await sendmail({ macros: ["FEATURE(`greet_pause', `3000')dnl"] })
    else
      await exim({
        settings: ['acl_smtp_connect = acl_connect', 'pipelining_connect_advertise_hosts ='],
        moreAcls: ['acl_connect:', '  accept delay = 1s'],
      })
    return {
      control: plan({ upTo: 'ehlo' }),
      faulty: plan({ upTo: 'ehlo', early: true }),
      dies: { stage: ['banner', 'ehlo'], how: ['reply', 'fin', 'rst'] },
      argv: argv('--speaks-early'),
    }
  },
})
