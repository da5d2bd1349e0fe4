import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'tls/sender-cert-unusable',
  title: 'The sender is told to present a certificate that it does not have; the receiver is well',
  expects: { stages: ['tls'] },
  async set({ world, v, mx, postfix, exim, certificate, plan, argv, symptom }) {
    if (v.pick(['postfix', 'exim']) === 'postfix') await postfix({ certificate: await certificate() })
    else await exim({ certificate: await certificate() })
    const name = `<I>CN=Lab Issuing CA<S>CN=${v.senderHost}.${v.senderDomain}`
    return {
      control: plan({ upTo: 'tls', tls: 'starttls' }),
      faulty: async () => {
        const ran = await world.run('sender', [
          'openssl',
          's_client',
          '-starttls',
          'smtp',
          '-connect',
          `${world.receiverAddress()}:25`,
          '-cert',
          `${world.dir}/gone.pem`,
        ])
        return ran.code === 0 ? 'a client without its certificate file connected' : undefined
      },
      argv: argv(
        ...symptom(
          v.pick([
            `The TlsCertificateName ${name} of the send connector could not be found in the certificate store; connection to ${mx} not attempted`,
            `TLS negotiation failed with error NoCredentials (remote host ${mx})`,
            `AcquireCredentialsHandle failed with error UnknownCredentials while connecting to ${mx}`,
          ]),
        ),
      ),
    }
  },
})
