import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'tls/protocol-floor',
  title: 'The sender’s TLS ends at 1.1 and the receiver demands 1.2',
  expects: { stages: ['tls'] },
  async set({ v, postfix, exim, certificate, plan, argv }) {
    const spec = { certificate: await certificate({ key: 'rsa2048' }) }
    if (v.pick(['postfix', 'exim']) === 'postfix')
      await postfix({ ...spec, settings: { smtpd_tls_protocols: '>=TLSv1.2' } })
    else await exim({ ...spec, settings: ['tls_require_ciphers = NORMAL:-VERS-TLS1.0:-VERS-TLS1.1'] })
    return {
      control: plan({ upTo: 'tls', tls: 'starttls' }),
      faulty: plan({
        upTo: 'tls',
        tls: 'starttls',
        tlsOptions: { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' },
      }),
      dies: { stage: 'tls', how: ['tls', 'fin', 'rst'] },
      argv: argv('--tls-max', v.pick(['1.1', '1.0'])),
    }
  },
})
