import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'tls/starttls-refused',
  title: 'STARTTLS is offered and then refused',
  expects: { stages: ['starttls'], alsoRight: ['tls/server-cert-unusable'] },
  async set({ v, peer, plan, argv }) {
    const text = v.pick([
      '454 4.3.0 Try again later',
      '454 TLS currently unavailable',
      '454 4.7.0 TLS not available due to temporary reason',
      '502 5.5.1 STARTTLS is not available',
    ])
    await peer({ keywords: ['SIZE 20480000', 'STARTTLS', '8BITMIME'], at: { starttls: { do: 'reply', text } } })
    return {
      control: plan({ upTo: 'ehlo' }),
      faulty: plan({ upTo: 'tls', tls: 'starttls' }),
      dies: { stage: 'starttls', how: 'reply' },
      argv: argv(),
    }
  },
})
