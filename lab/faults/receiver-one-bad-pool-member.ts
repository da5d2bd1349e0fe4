import { defineFault } from '../fault.ts'
import { mxHost } from '../zones.ts'

export default defineFault({
  realises: 'receiver/one-bad-pool-member',
  title: 'One of two servers behind the MX name has lost its configuration',
  expects: { stages: ['rcpt', 'banner', 'starttls', 'ehlo', 'mail'] },
  names: (world) => ({ hosts: { [mxHost(world)]: [world.receiverAddress(), world.receiverAddress(2)] } }),
  async set({ world, v, rcpt, postfix, exim, plan, argv }) {
    const bad = v.pick([1, 2])
    await exim({ address: world.receiverAddress(3 - bad) })
    await postfix({
      address: world.receiverAddress(bad),
      domain: 'fresh-install.example',
      settings: { smtpd_relay_restrictions: 'reject_unauth_destination' },
    })
    return {
      control: plan({ host: world.receiverAddress(3 - bad) }),
      faulty: plan({ host: world.receiverAddress(bad) }),
      dies: { stage: 'rcpt', how: 'reply', text: /^55/ },
      argv: argv('--rcpt', rcpt),
    }
  },
})
