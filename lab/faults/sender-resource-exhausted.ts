import { defineFault } from '../fault.ts'

/** Holds connections until it is killed with the world. */
const HOLD = `
const { connect } = require('node:net')
for (let n = 0; n < Number(process.argv[3]); n += 1) connect(Number(process.argv[2]), process.argv[1]).on('error', () => {}).resume()
`

export default defineFault({
  realises: 'sender/resource-exhausted',
  title: 'Every local port towards the receiver is taken',
  expects: { stages: ['connect'] },
  async set({ world, v, peer, plan, argv, wait }) {
    await peer({})
    const first = v.between(20_000, 60_000)
    const ports = v.between(16, 40)
    return {
      control: plan({ upTo: 'banner' }),
      strike: async () => {
        await world.must('sender', ['sysctl', '-q', '-w', `net.ipv4.ip_local_port_range=${first} ${first + ports - 1}`])
        world.start('sender', 'hold', [process.execPath, '-e', HOLD, world.receiverAddress(), '25', String(ports + 4)])
        await wait(world.rttMs * 4 + 2000)
      },
      faulty: plan({ upTo: 'banner' }),
      dies: { stage: 'connect', how: 'errno', text: /EADDRNOTAVAIL/ },
      argv: argv(),
    }
  },
})
