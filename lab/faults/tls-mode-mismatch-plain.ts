import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'tls/mode-mismatch',
  title: 'The sender waits for a banner on a port that begins with TLS',
  expects: { stages: ['banner', 'tls'] },
  async set({ postfix, certificate, plan, argv }) {
    await postfix({
      certificate: await certificate(),
      port: 465,
      services: ['465 inet n - n - - smtpd -o smtpd_tls_wrappermode=yes'],
    })
    return {
      control: plan({ upTo: 'tls', tls: 'wrapped', port: 465 }),
      faulty: plan({ upTo: 'banner', port: 465, patienceMs: 3000 }),
      dies: { stage: 'banner', how: 'silent' },
      argv: argv('--tls', 'auto', '--port', '465'),
    }
  },
})
