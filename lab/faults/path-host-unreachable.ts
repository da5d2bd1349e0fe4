import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'path/host-unreachable',
  title: 'The receiver’s router says that the host is unreachable',
  expects: { stages: ['connect'] },
  async set({ world, v, other, server, plan, argv }) {
    await Promise.all([server(), other()])
    const gone = async (): Promise<void> => {
      await world.must('receiver', ['ip', 'addr', 'del', `${world.receiverAddress()}/24`, 'dev', 'eth0'])
      await world.must('far', ['ip', 'neigh', 'flush', 'all'])
    }
    return {
      control: plan({ upTo: 'banner' }),
      strike: () =>
        v.pick(['gone', 'reject']) === 'gone'
          ? gone()
          : world.rule('far', `-A FORWARD -d ${world.receiverAddress()} -j REJECT --reject-with icmp-host-unreachable`),
      faulty: plan({ upTo: 'banner', patienceMs: 8000 }),
      dies: { stage: 'connect', how: 'errno', text: /EHOSTUNREACH/ },
      argv: argv('--compare', v.otherDomain),
    }
  },
})
