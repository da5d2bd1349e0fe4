import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'healthy/odd-banner',
  title: 'A banner of several lines, or one that names nobody',
  expects: {},
  async set({ v, peer, exim, plan, argv }) {
    if (v.pick(['exim', 'script']) === 'exim')
      await exim({
        settings: [`smtp_banner = ${v.pick(['ready', 'mail gateway\\n no UBE accepted here\\n ESMTP', '***'])}`],
      })
    else await peer({ at: { banner: { do: 'reply', text: ['220-welcome', '220-this system is watched', '220 '] } } })
    return { faulty: plan({ upTo: 'ehlo' }), argv: argv() }
  },
})
