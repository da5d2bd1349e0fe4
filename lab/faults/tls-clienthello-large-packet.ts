import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'tls/clienthello-large',
  title: 'A box that reads packets one by one drops those that begin a ClientHello and are large',
  expects: { stages: ['tls'], standing: 'possible' },
  async set({ world, v, postfix, exim, certificate, plan, argv }) {
    const spec = { certificate: await certificate({ key: 'ec256', issuer: 'self' }) }
    await (v.pick(['postfix', 'exim']) === 'postfix' ? postfix(spec) : exim(spec))
    const session = plan({ upTo: 'tls', tls: 'starttls', patienceMs: 4000 })
    return {
      control: session,
      strike: () =>
        world.rule(
          'near',
          `-A FORWARD -p tcp --dport 25 -m string --algo bm --hex-string |160301| --from 32 --to 80 -m length --length ${v.between(900, 1300)}:65535 -j DROP`,
        ),
      faulty: session,
      dies: { stage: 'tls', how: 'silent' },
      argv: argv(),
    }
  },
})
