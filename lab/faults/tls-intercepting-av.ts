import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'tls/intercepting-endpoint-av',
  title: 'A mail shield on our own host answers in the receiver’s place, with its own certificate',
  expects: { stages: ['tls', 'banner'], alsoRight: ['firewall/port25-intercepted'] },
  shape: (v) => ({ rttMs: v.pick([28, 45, 90]) }),
  async set({ world, mx, v, exim, other, postfix, certificate, plan, argv }) {
    const shield = await certificate({ names: ['Mail Shield Root'], issuer: 'self' })
    await Promise.all([
      exim({ certificate: await certificate({ issuer: 'intermediate' }) }),
      other(),
      postfix(
        { address: '127.0.0.1', port: 2526, certificate: shield, domain: v.domain, hostname: 'mailshield.localdomain' },
        'sender',
      ),
    ])
    const session = plan({ upTo: 'tls', tls: 'starttls' })
    return {
      control: { ...session, patienceMs: 5000 },
      strike: () => world.rule('sender', '-t nat -A OUTPUT -p tcp --dport 25 -j REDIRECT --to-ports 2526'),
      faulty: { ...session, verifyName: mx },
      dies: { stage: 'tls', how: 'tls' },
      argv: argv('--tls', 'verify', '--compare', v.otherDomain),
    }
  },
})
