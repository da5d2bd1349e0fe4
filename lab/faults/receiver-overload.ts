import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'receiver/overload-refusal',
  title: 'The server refuses connections because its load is too high',
  expects: { stages: ['banner', 'connect'] },
  async set({ v, exim, peer, mx, plan, argv }) {
    if (v.pick(['exim', 'script']) === 'exim') await exim({ settings: ['smtp_load_reserve = 0.0001'] })
    else
      await peer({
        at: {
          banner: {
            do: 'reply',
            text: v.pick([
              `421 4.3.2 ${mx} All server ports are busy`,
              `421 ${mx}: Too much load; please try again later`,
              `421 4.3.2 System not accepting network messages, load average too high`,
            ]),
            then: 'close',
          },
        },
      })
    return { faulty: plan({ upTo: 'banner' }), dies: { stage: 'banner', how: 'reply', text: /^421/ }, argv: argv() }
  },
})
