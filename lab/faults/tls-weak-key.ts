import { defineFault } from '../fault.ts'
import { must } from '../shell.ts'

export default defineFault({
  realises: 'tls/weak-key-or-signature',
  title: 'The receiver offers a Diffie-Hellman group of 1024 bits and nothing else',
  expects: { stages: ['tls'] },
  async set({ postfix, certificate, plan, argv }) {
    const params = await must(['openssl', 'dhparam', '-dsaparam', '1024'])
    const list = 'DHE-RSA-AES256-GCM-SHA384:@SECLEVEL=0'
    await postfix({
      certificate: await certificate({ key: 'rsa2048' }),
      settings: {
        smtpd_tls_protocols: '>=TLSv1.2, <=TLSv1.2',
        tls_high_cipherlist: list,
        tls_medium_cipherlist: list,
        smtpd_tls_dh1024_param_file: '/etc/ssl/dh.pem',
      },
      files: [{ path: '/etc/ssl/dh.pem', text: params }],
    })
    return {
      control: plan({ upTo: 'tls', tls: 'starttls', tlsOptions: { ciphers: 'ALL:@SECLEVEL=0', minDHSize: 512 } }),
      faulty: plan({ upTo: 'tls', tls: 'starttls' }),
      dies: { stage: 'tls', how: 'tls', text: /too small|DH/i },
      argv: argv(),
    }
  },
})
