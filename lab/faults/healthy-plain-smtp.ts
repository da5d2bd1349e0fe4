import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'healthy/plain-smtp',
  title: 'A server from before ESMTP: it refuses EHLO and takes HELO',
  expects: {},
  async set({ v, peer, rcpt, plan, argv }) {
    await peer({
      keywords: [],
      at: {
        ehlo: { do: 'reply', text: v.pick(['502 Command not implemented', '500 5.5.1 Command unrecognized: EHLO']) },
      },
    })
    return { faulty: plan({ helo: true }), argv: argv('--rcpt', rcpt) }
  },
})
