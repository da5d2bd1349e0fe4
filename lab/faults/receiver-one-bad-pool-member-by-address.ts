import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'receiver/one-bad-pool-member',
  title: 'A balancer chooses by the client’s address, and the member for ours is dead',
  // From our side a ban on our address does the same.
  expects: { stages: ['connect'], standing: 'possible', alsoRight: ['firewall/source-banned-by-firewall'] },
  async set({ world, v, exim, other, plan, argv }) {
    const [living, dead] = [world.receiverAddress(4), world.receiverAddress(5)]
    await Promise.all([exim({ address: living }), other()])
    const all = `-t nat -A PREROUTING -p tcp --dport 25 -d ${world.receiverAddress()}`
    const silent = v.pick([true, false])
    return {
      control: plan({ host: living, upTo: 'banner' }),
      strike: async () => {
        await world.rule('far', `${all} -s ${world.senderAddress()} -j DNAT --to-destination ${dead}:25`)
        await world.rule('far', `${all} -j DNAT --to-destination ${living}:25`)
        if (silent) await world.rule('receiver', `-A INPUT -d ${dead} -j DROP`)
      },
      faulty: plan({ upTo: 'banner', patienceMs: 3000 }),
      dies: { stage: 'connect', how: ['silent', 'errno'] },
      argv: argv('--compare', v.otherDomain),
    }
  },
})
