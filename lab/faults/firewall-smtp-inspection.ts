import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'firewall/smtp-inspection',
  title: 'A firewall that inspects SMTP masks the banner and the keywords it does not know',
  expects: { stages: ['banner', 'ehlo', 'starttls'], alsoRight: ['tls/starttls-stripped'] },
  async set({ world, v, mx, postfix, other, certificate, plan, argv }) {
    const banner = `${mx} ESMTP Postfix`
    await Promise.all([postfix({ certificate: await certificate(), settings: { smtpd_banner: banner } }), other()])
    const masked = '*'.repeat(banner.length - 4) + v.pick(['2***', '0200', '****'])
    return {
      control: plan({ upTo: 'tls', tls: 'starttls' }),
      strike: () =>
        world.rewrite('near', '-p tcp --sport 25', [
          `220 ${banner}=220 ${masked}`,
          'STARTTLS=XXXXXXXA',
          'PIPELINING=XXXXXXXXXA',
          'CHUNKING=XXXXXXXA',
        ]),
      faulty: plan({ upTo: 'tls', tls: 'starttls' }),
      dies: { stage: 'ehlo', how: 'reply', text: /XXXA/ },
      argv: argv('--tls', 'require'),
    }
  },
})
