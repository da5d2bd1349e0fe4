import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'identity/ptr-missing-or-generic',
  title: 'Our address has no PTR record and the receiver wants one',
  expects: { stages: ['banner', 'mail', 'rcpt'] },
  names: () => ({ senderPtr: undefined }),
  async set({ world, v, postfix, plan, argv, rcpt }) {
    const late = v.pick(['yes', 'no'])
    await postfix({
      settings: { smtpd_client_restrictions: 'reject_unknown_reverse_client_hostname', smtpd_delay_reject: late },
    })
    return {
      control: plan({ bind: world.senderAddress(2) }),
      faulty: plan(),
      dies: { stage: ['banner', 'rcpt'], how: 'reply', text: /reverse hostname/ },
      argv: argv('--rcpt', rcpt),
    }
  },
})
