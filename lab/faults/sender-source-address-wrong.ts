import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'sender/source-address-wrong',
  title: 'We bind to an address that is not ours, or leave by one whose name nobody knows',
  expects: { stages: ['connect', 'mail', 'rcpt', 'banner'], alsoRight: ['identity/ptr-missing-or-generic'] },
  async set({ world, v, rcpt, postfix, plan, argv }) {
    await postfix({ settings: { smtpd_client_restrictions: 'reject_unknown_reverse_client_hostname' } })
    const bind = v.pick([`${v.net.sender}.77`, world.senderAddress(3)])
    return {
      control: plan(),
      faulty: plan({ bind }),
      dies: { stage: ['connect', 'rcpt'], how: ['errno', 'reply'] },
      argv: argv('--rcpt', rcpt, '--bind', bind),
    }
  },
})
