import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'tls/sni-rejected',
  title: 'The peer refuses a server name that is not its own',
  expects: { stages: ['tls'] },
  async set({ v, peer, certificate, plan, argv, mx }) {
    const own = `real-${mx}`
    const { chainText, keyText } = await certificate({ names: [own] })
    const then = v.pick([
      { do: 'alert', description: 112 },
      { do: 'alert', description: 112 },
    ] as const)
    await peer({ tls: { cert: chainText, key: keyText }, hellos: [{ sni: { not: own }, then }] })
    return {
      control: plan({ upTo: 'tls', tls: 'starttls', tlsOptions: { servername: own } }),
      faulty: plan({ upTo: 'tls', tls: 'starttls', tlsOptions: { servername: mx } }),
      dies: { stage: 'tls', how: 'tls', text: /unrecognized/ },
      argv: argv(),
    }
  },
})
