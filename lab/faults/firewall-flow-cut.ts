import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'firewall/flow-cut-after-bytes',
  title: 'A box resets the connection once it has carried so many octets',
  expects: {
    stages: ['body', 'dot'],
    standing: 'possible',
    alsoRight: [
      'content/size-limit-drop',
      'firewall/smtp-av-proxy-stall',
      'firewall/reset-injected',
      'content/size-reply-lost',
    ],
  },
  shape: (v) => ({ rttMs: v.pick([14, 45, 90]) }),
  async set({ world, v, server, plan, sending }) {
    await server()
    const bytes = v.between(50, 300) * 1000
    const session = plan({ upTo: 'dot', bytes: bytes * 2 })
    return {
      control: session,
      strike: () =>
        world.rule(
          'near',
          `-A FORWARD -p tcp --dport 25 -m connbytes --connbytes ${bytes}: --connbytes-dir original --connbytes-mode bytes -j REJECT --reject-with tcp-reset`,
        ),
      faulty: session,
      dies: { stage: ['body', 'dot'], how: 'rst' },
      argv: sending(bytes * 2),
    }
  },
})
