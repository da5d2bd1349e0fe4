import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'tls/version-intolerance',
  title: 'The peer breaks off when a ClientHello offers TLS 1.3, instead of answering with 1.2',
  expects: { stages: ['tls'] },
  async set({ v, peer, certificate, plan, argv }) {
    const { chainText, keyText } = await certificate()
    await peer({
      tls: { cert: chainText, key: keyText, maxVersion: 'TLSv1.2' },
      hellos: [{ offers13: true, then: { do: v.pick(['rst', 'fin', 'silent']) } }],
    })
    return {
      control: plan({ upTo: 'tls', tls: 'starttls', tlsOptions: { maxVersion: 'TLSv1.2' } }),
      faulty: plan({ upTo: 'tls', tls: 'starttls', patienceMs: 3000 }),
      dies: { stage: 'tls', how: ['rst', 'fin', 'silent', 'tls'] },
      argv: argv(),
    }
  },
})
