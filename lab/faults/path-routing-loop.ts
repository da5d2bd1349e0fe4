import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'path/routing-loop',
  title: 'Two routers send the receiver’s packets to each other',
  expects: { stages: ['connect'], standing: 'possible', alsoRight: ['path/host-unreachable', 'path/syn-not-answered'] },
  shape: (v) => ({ hops: v.pick([2, 3]) }),
  async set({ world, v, server, other, plan, argv }) {
    await Promise.all([server(), other()])
    const back = `10.254.${world.hops - 2}.1`
    return {
      control: plan({ upTo: 'banner' }),
      strike: async () => {
        await world.must('far', ['ip', 'route', 'add', `${world.receiverAddress()}/32`, 'via', back])
      },
      faulty: plan({ upTo: 'banner', patienceMs: 4000 }),
      dies: { stage: 'connect', how: ['errno', 'silent'] },
      argv: argv('--compare', v.otherDomain),
    }
  },
})
