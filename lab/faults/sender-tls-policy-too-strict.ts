import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'sender/tls-policy-too-strict',
  title: 'Our own server demands verified TLS of everybody, and this receiver has a self-signed certificate',
  expects: { stages: ['tls', 'ehlo', 'starttls'], standing: 'possible', alsoRight: ['tls/untrusted-cert-enforced'] },
  async set({ world, v, mx, rcpt, exim, certificate, plan, argv, symptom }) {
    await exim({ certificate: await certificate({ issuer: 'self' }) })
    return {
      control: plan({ upTo: 'tls', tls: 'starttls' }),
      faulty: plan({ upTo: 'tls', tls: 'starttls', verifyName: mx }),
      dies: { stage: 'tls', how: 'tls' },
      argv: argv(
        '--tls',
        v.pick(['verify', 'auto']),
        ...symptom(
          `to=<${rcpt}>, relay=${mx}[${world.receiverAddress()}]:25, delay=1.2, delays=0.1/0/1.1/0, dsn=4.7.5, status=deferred (Server certificate not verified)`,
        ),
      ),
    }
  },
})
