import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'tls/ecdsa-only-cert',
  title: 'The receiver has an ECDSA certificate only, and the sender knows RSA only',
  expects: { stages: ['tls'], standing: 'possible', alsoRight: [] },
  async set({ world, mx, postfix, certificate, plan, argv, symptom }) {
    await postfix({ certificate: await certificate({ key: 'ec256' }) })
    const rsa = { ciphers: 'ECDHE-RSA-AES128-GCM-SHA256:AES128-SHA', maxVersion: 'TLSv1.2' }
    return {
      control: plan({ upTo: 'tls', tls: 'starttls' }),
      faulty: plan({ upTo: 'tls', tls: 'starttls', tlsOptions: rsa }),
      dies: { stage: 'tls', how: 'tls', text: /handshake failure/ },
      argv: argv(
        ...symptom(
          `SSL_connect error to ${mx}[${world.receiverAddress()}]:25: -1\nwarning: TLS library problem: error:0A000410:SSL routines::sslv3 alert handshake failure:../ssl/record/rec_layer_s3.c:1586:SSL alert number 40:`,
        ),
      ),
    }
  },
})
