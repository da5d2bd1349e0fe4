import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'path/routing-loop',
  title: 'Two routers send our packets to one another, or our own host gives them too few hops',
  expects: { stages: ['connect'] },
  shape: (v) => ({ hops: v.between(2, 3), rttMs: v.pick([14, 45, 80]) }),
  async set({ world, v, server, plan, argv }) {
    await server()
    const session = plan({ upTo: 'banner', patienceMs: 5000 })
    const loop = (): Promise<string> =>
      world.must('far', [
        'ip',
        'route',
        'replace',
        `${world.receiverAddress()}/32`,
        'via',
        `10.254.${world.hops - 2}.1`,
      ])
    // The way to the resolver is shorter than that to the receiver.
    const few = (): Promise<string> =>
      world.must('sender', ['sh', '-c', `echo ${world.hops} > /proc/sys/net/ipv4/ip_default_ttl`])
    return {
      control: session,
      strike: async () => {
        await (v.pick(['loop', 'few']) === 'loop' ? loop() : few())
      },
      faulty: session,
      dies: { stage: 'connect', how: 'errno', text: /EHOSTUNREACH/ },
      argv: argv(),
    }
  },
})
