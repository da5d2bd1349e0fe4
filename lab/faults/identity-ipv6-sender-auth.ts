import { defineFault } from '../fault.ts'
import { mxHost } from '../zones.ts'

export default defineFault({
  realises: 'identity/ipv6-sender-auth',
  title: 'The receiver takes our mail over IPv4 and asks more of it over IPv6',
  expects: {
    stages: ['rcpt', 'mail'],
    alsoRight: ['identity/ptr-missing-or-generic', 'refusal/sender-authentication'],
  },
  names: (world) => ({ hosts: { [mxHost(world)]: [world.receiverAddress(), world.receiverAddress6()] } }),
  async set({ world, v, peer, plan, rcpt, argv }) {
    const text = v.pick<string | readonly string[]>([
      [
        '550-5.7.1 Our system has detected that this message does not meet IPv6 sending',
        '550 5.7.1 guidelines regarding PTR records and authentication.',
      ],
      '550 5.7.25 The sending IPv6 address must have a reverse DNS record',
      '450 4.7.26 Access denied, a message sent over IPv6 must pass either SPF or DKIM validation',
    ])
    await peer({})
    await peer({ at: { rcpt: { do: 'reply', text } } }, world.receiverAddress6())
    return {
      control: plan(),
      faulty: plan({ host: world.receiverAddress6() }),
      dies: { stage: 'rcpt', how: 'reply' },
      argv: argv('--ipv6', '--rcpt', rcpt),
    }
  },
})
