import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'tls/weak-key-or-signature',
  title: 'The receiver offers a Diffie-Hellman group of 1024 bits and nothing else',
  expects: { stages: ['tls'] },
  async set({ sendmail, certificate, plan, argv }) {
    await sendmail({
      certificate: await certificate({ key: 'rsa2048' }),
      macros: [
        "define(`confDH_PARAMETERS', `1')dnl",
        "define(`confCIPHER_LIST', `DHE-RSA-AES256-GCM-SHA384:DHE-RSA-AES128-GCM-SHA256:@SECLEVEL=0')dnl",
        "define(`confSERVER_SSL_OPTIONS', `+SSL_OP_NO_TLSv1_3')dnl",
      ],
    })
    return {
      control: plan({ upTo: 'tls', tls: 'starttls', tlsOptions: { ciphers: 'ALL:@SECLEVEL=0', minDHSize: 512 } }),
      faulty: plan({ upTo: 'tls', tls: 'starttls' }),
      dies: { stage: 'tls', how: 'tls', text: /too small|DH/i },
      argv: argv(),
    }
  },
})
