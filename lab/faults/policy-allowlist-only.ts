import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'policy/allowlist-only-receiver',
  title: 'The receiver takes mail only from its own gateway',
  expects: { stages: ['banner', 'mail', 'rcpt'] },
  async set({ world, v, rcpt, peer, plan, argv }) {
    const text = v.pick([
      `421 4.7.0 IP not in whitelist for RCPT domain, closing connection.`,
      '550 5.7.51 TenantInboundAttribution; There is a partner connector configured that matched the message’s recipient domain. The connector had either the RestrictDomainsToIPAddresses or RestrictDomainsToCertificate set',
      `554 5.7.1 <unknown[${world.senderAddress()}]>: Client host rejected: Access restricted to the mail gateway, host not in allow list`,
    ])
    await peer({ at: { rcpt: { do: 'reply', text: text.replace('’', "'") } } })
    return {
      control: plan({ upTo: 'mail' }),
      faulty: plan(),
      dies: { stage: 'rcpt', how: 'reply' },
      argv: argv('--rcpt', rcpt),
    }
  },
})
