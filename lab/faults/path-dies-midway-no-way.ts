import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'path/dies-midway',
  title: 'A router loses its way to the receiver in the middle of the session, and says so to whoever comes later',
  expects: { stages: ['mail', 'rcpt'], standing: 'possible' },
  async set({ world, v, rcpt, server, plan, argv }) {
    await server()
    const place = v.pick(['near', 'far'])
    const says = v.pick(['icmp-host-unreachable', 'icmp-net-unreachable'])
    return {
      control: plan({ patienceMs: 4000 }),
      strike: async () => {
        const gone = '-A FORWARD -p tcp --dport 25'
        await world.rule(
          place,
          `${gone} -m recent --name gone --rdest --rcheck --seconds 300 -j REJECT --reject-with ${says}`,
        )
        await world.rule(
          place,
          `${gone} -m string --algo bm --string 'MAIL FROM' -m recent --name gone --rdest --set -j DROP`,
        )
      },
      // Proving it would spend it: the list remembers the receiver.
      faulty: async () => undefined,
      argv: argv('--rcpt', rcpt),
    }
  },
})
