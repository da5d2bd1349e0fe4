import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'content/content-scanner-drop',
  title: 'A scanner on the way resets the connection when a certain text goes by',
  expects: { stages: ['body', 'dot', 'data'], alsoRight: ['firewall/reset-injected'] },
  shape: (v) => ({ rttMs: v.pick([14, 45, 90]) }),
  async set({ world, v, server, plan, sending }) {
    await server()
    const text = v.pick(['X5O-LAB-EICAR-TEST', 'invoice_2026.exe', 'casino-bonus'])
    const session = plan({ upTo: 'dot', bytes: 4000 })
    return {
      control: session,
      strike: () =>
        world.rule(
          'near',
          `-A FORWARD -p tcp --dport 25 -m string --algo bm --string '${text}' -j REJECT --reject-with tcp-reset`,
        ),
      faulty: { ...session, contains: text },
      dies: { stage: ['body', 'dot'], how: 'rst' },
      argv: sending(4000, '--contains', text),
    }
  },
})
