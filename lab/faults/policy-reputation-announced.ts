import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'policy/reputation-announced',
  title: 'The receiver says that our address has a bad name',
  expects: { stages: ['banner', 'mail', 'rcpt', 'ehlo'] },
  async set({ world, v, rcpt, postfix, plan, argv }) {
    const ip = world.senderAddress()
    const text = v.pick([
      `554 5.7.1 Service unavailable; Client host [${ip}] blocked using dnsbl.lists.example; listed, see https://lists.example/query/ip/${ip}`,
      `421 4.7.28 Our system has detected an unusual rate of unsolicited mail originating from your IP address [${ip}]`,
      `550 5.7.606 Access denied, banned sending IP [${ip}]. To request removal from this list please visit the delist portal`,
      `421 4.7.0 [TSS04] Messages from ${ip} temporarily deferred due to unexpected volume or user complaints`,
    ])
    await postfix({
      settings: {
        smtpd_client_restrictions: `check_client_access inline:{{${ip} = ${text.replaceAll(';', ',')}}}`,
        smtpd_delay_reject: v.pick(['yes', 'no']),
      },
    })
    return {
      control: plan({ bind: world.senderAddress(2) }),
      faulty: plan(),
      dies: { stage: ['banner', 'mail', 'rcpt', 'ehlo'], how: 'reply' },
      argv: argv('--rcpt', rcpt),
    }
  },
})
