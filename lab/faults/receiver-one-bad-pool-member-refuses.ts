import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'receiver/one-bad-pool-member',
  title: 'A balancer hands connections on by turns, and at one of its hosts nothing listens',
  expects: {
    stages: ['connect'],
    standing: 'possible',
    alsoRight: ['firewall/syn-rate-or-connlimit', 'receiver/overload-refusal'],
  },
  async set({ world, v, rcpt, exim, plan, argv }) {
    const hosts = v.between(2, 3)
    const good = Array.from({ length: hosts - 1 }, (_, index) => world.receiverAddress(index + 3))
    await exim({ address: good[0] ?? '', moreAddresses: good.slice(1) })
    // The first that comes is led to the host that is down, and each nth after it.
    const order = [world.receiverAddress(2), ...good]
    return {
      control: plan({ host: good[0] ?? '' }),
      strike: async () => {
        for (const [index, host] of order.entries())
          await world.rule(
            'far',
            `-t nat -A PREROUTING -p tcp -d ${world.receiverAddress()} --dport 25 -m statistic --mode nth --every ${hosts - index} --packet 0 -j DNAT --to-destination ${host}`,
          )
      },
      // Proving it would take the turn of the session that is to meet it.
      faulty: async () => undefined,
      argv: argv('--rcpt', rcpt),
    }
  },
})
