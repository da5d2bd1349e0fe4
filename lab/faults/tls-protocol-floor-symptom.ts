import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'tls/protocol-floor',
  title: 'Their TLS refused our mail server’s version; our own probe speaks a newer one and passes',
  expects: { stages: ['tls'], standing: 'possible' },
  async set({ world, mx, postfix, certificate, plan, argv, symptom }) {
    await postfix({
      certificate: await certificate({ key: 'rsa2048' }),
      settings: { smtpd_tls_protocols: '>=TLSv1.2' },
    })
    return {
      control: plan({ upTo: 'tls', tls: 'starttls' }),
      faulty: plan({
        upTo: 'tls',
        tls: 'starttls',
        tlsOptions: { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' },
      }),
      dies: { stage: 'tls', how: ['tls', 'fin', 'rst'] },
      argv: argv(
        ...symptom(
          `SSL_connect error to ${mx}[${world.receiverAddress()}]:25: -1\nwarning: TLS library problem: error:0A00042E:SSL routines::tlsv1 alert protocol version:../ssl/record/rec_layer_s3.c:1586:SSL alert number 70:`,
        ),
      ),
    }
  },
})
