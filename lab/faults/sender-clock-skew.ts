import { readFileSync } from 'node:fs'
import { defineFault } from '../fault.ts'
import { LAB_ROOT } from '../pki.ts'

export default defineFault({
  realises: 'sender/clock-skew',
  title: 'Our own clock is years off, so every certificate looks expired',
  expects: { stages: ['tls'], alsoRight: [] },
  async set({ v, mx, exim, certificate, plan, argv }) {
    await exim({
      certificate: await certificate({ issuer: 'intermediate' }),
      settings: ['smtp_banner = $smtp_active_hostname ESMTP Exim $tod_full'],
    })
    const fake = {
      LD_PRELOAD: '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1',
      FAKETIME: `+${v.between(200, 900)}d`,
      DONT_FAKE_MONOTONIC: '1',
    }
    return {
      control: { ...plan({ upTo: 'tls', tls: 'starttls' }), verifyName: mx, ca: readFileSync(LAB_ROOT, 'utf8') },
      faulty: async () => undefined,
      argv: argv('--tls', 'verify'),
      env: fake,
    }
  },
})
