import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'content/size-limit-drop',
  title: 'The receiver breaks off at so many octets instead of saying 552',
  expects: { stages: ['body', 'dot'], alsoRight: ['firewall/flow-cut-after-bytes'] },
  async set({ v, peer, plan, sending }) {
    const limit = v.pick([100_000, 200_000, 262_144])
    await peer({ message: { limitBytes: limit }, at: { body: { do: v.pick(['fin', 'rst']) } } })
    const session = plan({ upTo: 'dot' })
    return {
      control: { ...session, bytes: limit / 2 },
      faulty: { ...session, bytes: limit * 2 },
      dies: { stage: ['body', 'dot'], how: ['fin', 'rst'] },
      argv: sending(limit * 2),
    }
  },
})
