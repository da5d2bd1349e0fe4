import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'healthy/greylisting',
  title: 'The receiver greylists: 450 at RCPT until we come again',
  expects: {},
  async set({ v, rcpt, peer, plan, argv }) {
    const text = v.pick([
      '450 4.2.0 Greylisted, see https://postgrey.example/help/info.html',
      '451 4.7.1 Greylisting in action, please come back in 5 minutes',
      '450 4.7.1 Recipient address rejected: Greylisted for 300 seconds',
    ])
    await peer({ at: { rcpt: { do: 'reply', text } } })
    return { control: plan({ upTo: 'mail' }), faulty: async () => undefined, argv: argv('--rcpt', rcpt) }
  },
})
