import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'tls/no-shared-cipher',
  title: 'The receiver was hardened down to suites that hardly anybody offers',
  expects: { stages: ['tls'] },
  async set({ v, postfix, certificate, plan, argv }) {
    const list = v.pick(['CAMELLIA256-SHA:CAMELLIA128-SHA', 'ECDHE-RSA-CAMELLIA256-SHA384', 'AES256-CCM8:AES128-CCM8'])
    await postfix({
      certificate: await certificate({ key: 'rsa2048' }),
      settings: {
        smtpd_tls_protocols: '>=TLSv1.2, <=TLSv1.2',
        tls_high_cipherlist: `${list}:@SECLEVEL=0`,
        tls_medium_cipherlist: `${list}:@SECLEVEL=0`,
      },
    })
    return {
      control: plan({ upTo: 'tls', tls: 'starttls', tlsOptions: { ciphers: `${list}:@SECLEVEL=0` } }),
      faulty: plan({ upTo: 'tls', tls: 'starttls' }),
      dies: { stage: 'tls', how: 'tls', text: /handshake failure/ },
      argv: argv(),
    }
  },
})
