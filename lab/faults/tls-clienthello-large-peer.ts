import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'tls/clienthello-large',
  title: 'A TLS front end cannot take a ClientHello that fills more than one segment',
  expects: { stages: ['tls'] },
  async set({ v, peer, certificate, plan, argv }) {
    const { chainText, keyText } = await certificate()
    const how = v.pick(['silent', 'rst', 'fin'])
    await peer({
      tls: { cert: chainText, key: keyText },
      hellos: [{ minBytes: v.between(900, 1300), then: { do: how } }],
    })
    return {
      control: plan({ upTo: 'tls', tls: 'starttls', tlsOptions: { ecdhCurve: 'X25519:P-256' } }),
      faulty: plan({ upTo: 'tls', tls: 'starttls', patienceMs: 4000 }),
      dies: { stage: 'tls', how: ['silent', 'rst', 'fin', 'tls'] },
      argv: argv(),
    }
  },
})
