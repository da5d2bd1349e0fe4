import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'tls/starttls-stripped',
  title: 'A box on the way overwrites the STARTTLS keyword',
  expects: { stages: ['ehlo', 'starttls'], alsoRight: ['firewall/smtp-inspection'] },
  async set({ world, v, postfix, exim, other, certificate, plan, argv }) {
    const spec = { certificate: await certificate() }
    await Promise.all([other(), v.pick(['postfix', 'exim']) === 'postfix' ? postfix(spec) : exim(spec)])
    return {
      control: plan({ upTo: 'tls', tls: 'starttls' }),
      strike: () =>
        world.rewrite('near', '-p tcp --sport 25', [`STARTTLS=${v.pick(['XXXXXXXA', 'XXXXXXXX', 'XXXXXXXB'])}`]),
      faulty: plan({ upTo: 'tls', tls: 'starttls' }),
      dies: { stage: 'ehlo', how: 'reply', text: /not offered/ },
      argv: argv('--tls', 'require'),
    }
  },
})
