import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'firewall/smtp-av-proxy-stall',
  title: 'A box stops passing the message after some tens of kilobytes, whatever the segments',
  expects: { stages: ['body', 'dot'], alsoRight: ['firewall/flow-cut-after-bytes'] },
  async set({ world, v, server, plan, sending }) {
    await server()
    const bytes = v.between(40, 120) * 1000
    const session = plan({ upTo: 'dot', bytes: bytes * 3, patienceMs: 5000 })
    return {
      control: session,
      strike: () =>
        world.rule(
          'near',
          `-A FORWARD -p tcp --dport 25 -m connbytes --connbytes ${bytes}: --connbytes-dir original --connbytes-mode bytes -j DROP`,
        ),
      faulty: session,
      dies: { stage: ['body', 'dot'], how: 'silent' },
      argv: sending(bytes * 3),
    }
  },
})
