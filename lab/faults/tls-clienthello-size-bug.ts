import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'tls/clienthello-size-bug',
  title: 'An appliance hangs on a ClientHello of 256 to 511 octets',
  expects: { stages: ['tls'] },
  async set({ v, peer, certificate, plan, argv }) {
    const { chainText, keyText } = await certificate()
    await peer({
      tls: { cert: chainText, key: keyText },
      hellos: [{ minBytes: 261, maxBytes: 516, then: { do: v.pick(['silent', 'fin']) } }],
    })
    return {
      control: plan({ upTo: 'tls', tls: 'starttls' }),
      faulty: plan({ upTo: 'tls', tls: 'starttls', patienceMs: 3000, tlsOptions: { ecdhCurve: 'X25519:P-256' } }),
      dies: { stage: 'tls', how: ['silent', 'fin', 'tls'] },
      argv: argv('--hello-size', String(v.between(300, 480))),
    }
  },
})
