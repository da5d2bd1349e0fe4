import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'identity/ptr-missing-or-generic',
  title: 'Our PTR looks like a pool of dynamic addresses and the receiver refuses such names',
  expects: { stages: ['banner', 'mail', 'rcpt'] },
  names: (world) => {
    const name = `${world.senderAddress().replaceAll('.', '-')}.dyn.pool.isp.example`
    return { senderPtr: name, extraZones: [{ name: 'isp.example', lines: [`${name}. IN A ${world.senderAddress()}`] }] }
  },
  async set({ world, exim, plan, argv, rcpt }) {
    await exim({
      rcptAcl: [
        'deny condition = ${if match{$sender_host_name}{\\Ndyn|pool|dsl\\N}}',
        '     message = 550 5.7.1 Your host name $sender_host_name looks like a dynamic address: no PTR of a mail server',
      ],
    })
    return {
      control: plan({ bind: world.senderAddress(2) }),
      faulty: plan(),
      dies: { stage: 'rcpt', how: 'reply', text: /dynamic/ },
      argv: argv('--rcpt', rcpt),
    }
  },
})
