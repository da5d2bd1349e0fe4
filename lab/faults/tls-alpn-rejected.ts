import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'tls/alpn-rejected',
  title: 'Exim ends the handshake of a client that offers HTTP’s application protocols',
  expects: { stages: ['tls'] },
  async set({ v, mx, world, exim, certificate, plan, argv, symptom }) {
    await exim({ certificate: await certificate(), settings: v.pick([[], ['tls_alpn = smtp : esmtp']]) })
    const session = plan({ upTo: 'tls', tls: 'starttls' })
    const offered = v.pick(['h2 http/1.1', 'http/1.1 h2', 'h2']).split(' ')
    return {
      control: session,
      faulty: { ...session, tlsOptions: { ALPNProtocols: offered } },
      dies: { stage: 'tls', how: 'tls', text: /application protocol/ },
      argv: argv(
        ...symptom(
          v.pick([
            `Error: write EPROTO 00F4A1B2C37F0000:error:0A000460:SSL routines:ssl3_read_bytes:tlsv1 alert no application protocol:../deps/openssl/openssl/ssl/record/rec_layer_s3.c:1605:SSL alert number 120`,
            `ssl.SSLError: [SSL: TLSV1_ALERT_NO_APPLICATION_PROTOCOL] tlsv1 alert no application protocol (_ssl.c:1006)`,
            `remote error: tls: no application protocol (connecting to ${mx}:25)`,
            `javax.net.ssl.SSLHandshakeException: Received fatal alert: no_application_protocol (${mx}[${world.receiverAddress()}]:25)`,
          ]),
        ),
      ),
    }
  },
})
