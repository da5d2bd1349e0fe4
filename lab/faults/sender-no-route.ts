import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'sender/no-route',
  title: 'Our host has no route to the receiver',
  expects: { stages: ['connect'] },
  async set({ world, v, server, plan, argv }) {
    await server()
    return {
      control: plan({ upTo: 'banner' }),
      strike: async () => {
        await world.must('sender', ['ip', 'route', 'add', `${v.net.dns}.0/24`, 'via', `${v.net.sender}.1`])
        await world.must('sender', ['ip', 'route', 'del', 'default'])
        await world.must('sender', ['ip', '-6', 'route', 'del', 'default'])
        if (v.pick([true, false]))
          await world.must('sender', ['ip', 'route', 'add', 'unreachable', `${v.net.receiver}.0/24`])
      },
      faulty: plan({ upTo: 'banner' }),
      dies: { stage: 'connect', how: 'errno' },
      argv: argv(),
    }
  },
})
