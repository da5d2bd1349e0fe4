import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'protocol/server-esmtp-intolerant',
  title: 'The server hangs up on EHLO and serves HELO',
  expects: { stages: ['ehlo'] },
  async set({ v, peer, plan, argv }) {
    await peer({ at: { ehlo: { do: v.pick(['fin', 'rst']) } } })
    return {
      control: plan({ helo: true, upTo: 'ehlo' }),
      faulty: plan({ upTo: 'ehlo' }),
      dies: { stage: 'ehlo', how: ['fin', 'rst'] },
      argv: argv(),
    }
  },
})
