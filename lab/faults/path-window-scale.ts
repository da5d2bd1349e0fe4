import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'path/tcp-window-scale-mangled',
  title: 'A firewall takes the window scale option out of the receiver’s SYN-ACK',
  expects: { stages: ['body', 'dot'], alsoRight: [] },
  shape: (v) => ({ rttMs: v.pick([45, 80, 120]) }),
  async set({ world, server, plan, sending }) {
    await server()
    const session = plan({ upTo: 'dot', bytes: 900_000, patienceMs: 8000 })
    return {
      control: session,
      strike: () =>
        world.rule(
          'near',
          '-t mangle -A FORWARD -p tcp --sport 25 --tcp-flags SYN,ACK SYN,ACK -j TCPOPTSTRIP --strip-options wscale',
        ),
      faulty: session,
      dies: { stage: ['body', 'dot'], how: ['silent', 'reply', 'fin', 'rst'] },
      argv: sending(900_000),
    }
  },
})
