import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'path/tcp-window-scale-mangled',
  title: 'A firewall takes the window scale option out of the receiver’s SYN-ACK',
  expects: { stages: ['body', 'dot'] },
  shape: (v) => ({ rttMs: v.pick([45, 80, 120]) }),
  async set({ v, world, server, plan, sending }) {
    await server()
    const bytes = v.between(300, 600) * 1000
    const session = plan({ upTo: 'dot', bytes })
    return {
      control: { ...session, patienceMs: 40_000 },
      strike: () =>
        world.rule(
          'near',
          '-t mangle -A FORWARD -p tcp --sport 25 --tcp-flags SYN,ACK SYN,ACK -j TCPOPTSTRIP --strip-options wscale',
        ),
      faulty: { ...session, patienceMs: 8000 },
      dies: { stage: ['body', 'dot'], how: ['silent', 'reply', 'fin', 'rst'] },
      argv: sending(bytes),
    }
  },
})
