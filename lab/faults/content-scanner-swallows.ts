import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'content/content-scanner-drop',
  title: 'A scanner on the way swallows the packet with a certain text, each time it is repeated',
  expects: { stages: ['body', 'dot'], alsoRight: ['firewall/reset-injected'] },
  shape: (v) => ({ rttMs: v.pick([14, 45, 90]) }),
  async set({ world, v, server, plan, sending }) {
    await server()
    const text = v.pick(['X5O-LAB-EICAR-TEST', 'invoice_2026.exe', 'casino-bonus'])
    const session = plan({ upTo: 'dot', bytes: 4000, patienceMs: 5000 })
    return {
      control: { ...session, patienceMs: 20_000 },
      strike: () => world.rule('near', `-A FORWARD -p tcp --dport 25 -m string --algo bm --string '${text}' -j DROP`),
      faulty: { ...session, contains: text },
      dies: { stage: ['body', 'dot'], how: 'silent' },
      argv: sending(4000, '--contains', text),
    }
  },
})
