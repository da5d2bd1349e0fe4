import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'firewall/dot-split',
  title: 'A firewall loses the end of a message when its final dot travels in two packets',
  expects: { stages: ['dot'] },
  async set({ world, v, server, plan, sending, symptom, mx }) {
    await server()
    const session = plan({ upTo: 'dot', bytes: 3000, patienceMs: 5000 })
    return {
      control: session,
      strike: async () => {
        // A segment of two octets that are the line end: 40 octets of IPv4 and TCP, 12 more with timestamps.
        for (const length of [42, 54])
          await world.rule(
            'near',
            `-A FORWARD -p tcp --dport 25 -m length --length ${length} -m string --algo bm --hex-string '|0d0a|' -j DROP`,
          )
      },
      faulty: { ...session, splitDot: true },
      dies: { stage: 'dot', how: 'silent' },
      argv: sending(
        v.between(2, 9) * 1000,
        ...symptom(
          `conversation with ${mx}[${world.receiverAddress()}] timed out while sending end of data -- message may be sent more than once`,
        ),
      ),
    }
  },
})
