import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'tls/peer-below-floor',
  title: 'The receiver’s best is TLS 1.0 or 1.1',
  expects: { stages: ['tls'] },
  async set({ v, postfix, exim, certificate, plan, argv }) {
    const spec = { certificate: await certificate({ key: 'rsa2048' }) }
    if (v.pick(['postfix', 'exim']) === 'postfix') {
      await postfix({
        ...spec,
        settings: {
          smtpd_tls_protocols: v.pick(['<=TLSv1.1', '<=TLSv1']),
          tls_medium_cipherlist: 'ALL:@SECLEVEL=0',
          smtpd_tls_ciphers: 'medium',
        },
      })
    } else {
      await exim({ ...spec, settings: ['tls_require_ciphers = NORMAL:-VERS-ALL:+VERS-TLS1.0'] })
    }
    const old = { minVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0' }
    return {
      control: plan({ upTo: 'tls', tls: 'starttls', tlsOptions: { ...old, maxVersion: 'TLSv1.1' } }),
      faulty: plan({ upTo: 'tls', tls: 'starttls' }),
      dies: { stage: 'tls', how: ['tls', 'fin', 'rst'] },
      argv: argv(),
    }
  },
})
