import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'firewall/bdat-chunking-intolerance',
  title: 'A gateway on the way swallows BDAT',
  expects: { stages: ['data', 'body', 'dot'] },
  async set({ world, v, postfix, exim, plan, sending }) {
    if (v.pick(['postfix', 'exim']) === 'postfix') await postfix({})
    else await exim({ settings: ['chunking_advertise_hosts = *'] })
    const session = plan({ upTo: 'dot', chunking: true, bytes: 3000, patienceMs: 4000 })
    const target = v.pick(['DROP', 'REJECT --reject-with tcp-reset'])
    return {
      control: session,
      strike: () =>
        world.rule('near', `-A FORWARD -p tcp --dport 25 -m string --algo bm --string 'BDAT ' -j ${target}`),
      faulty: session,
      dies: { stage: ['data', 'dot'], how: ['silent', 'rst'] },
      argv: sending(3000, '--chunking'),
    }
  },
})
