import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'tls/mode-mismatch',
  title: 'The receiver speaks TLS from the first octet on port 25',
  expects: { stages: ['banner'] },
  async set({ peer, certificate, plan, argv }) {
    const { chainText, keyText } = await certificate()
    await peer({ wrapped: true, tls: { cert: chainText, key: keyText } })
    return {
      control: plan({ upTo: 'ehlo', tls: 'wrapped' }),
      faulty: plan({ upTo: 'banner', patienceMs: 6000 }),
      dies: { stage: 'banner', how: 'silent' },
      argv: argv(),
    }
  },
})
