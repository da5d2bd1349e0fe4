import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'sender/no-route',
  title: 'A routing rule of our own host sends port 25 nowhere; all else has its way',
  expects: { stages: ['connect'] },
  async set({ world, v, server, plan, argv }) {
    await server()
    const nowhere = v.pick(['unreachable', 'prohibit', 'blackhole'])
    return {
      control: plan({ upTo: 'banner' }),
      strike: async () => {
        await world.must('sender', ['ip', 'rule', 'add', 'ipproto', 'tcp', 'dport', '25', nowhere])
      },
      faulty: plan({ upTo: 'banner' }),
      dies: { stage: 'connect', how: 'errno' },
      argv: argv(),
    }
  },
})
