import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'identity/ptr-mismatch',
  title: 'Our PTR name does not resolve back to our address',
  expects: { stages: ['banner', 'mail', 'rcpt'] },
  names: (world) => ({ senderPtr: `old-host.${world.variation.senderDomain}` }),
  async set({ world, postfix, plan, argv, rcpt }) {
    await postfix({ settings: { smtpd_client_restrictions: 'reject_unknown_client_hostname' } })
    return {
      control: plan({ bind: world.senderAddress(2) }),
      faulty: plan(),
      dies: { stage: 'rcpt', how: 'reply', text: /cannot find your hostname/ },
      argv: argv('--rcpt', rcpt),
    }
  },
})
