import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'protocol/starttls-buffer-garbage',
  title: 'Clear text comes where the ServerHello belongs',
  expects: { stages: ['tls'], alsoRight: ['tls/server-cert-unusable', 'receiver/overload-refusal'] },
  async set({ v, mx, peer, certificate, plan, argv }) {
    const { chainText, keyText } = await certificate()
    const text = v.pick([
      `451 4.3.0 ${mx} internal problem with encryption`,
      '454 4.7.0 TLS not available after all',
      '500 5.5.1 Command unrecognized',
    ])
    await peer({ tls: { cert: chainText, key: keyText }, at: { tls: { do: 'raw', latin1: `${text}\r\n` } } })
    return {
      control: plan({ upTo: 'ehlo' }),
      faulty: plan({ upTo: 'tls', tls: 'starttls' }),
      dies: { stage: 'tls', how: 'tls' },
      argv: argv(),
    }
  },
})
