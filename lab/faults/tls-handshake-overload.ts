import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'tls/handshake-overload',
  title: 'The receiver needs many seconds before it answers a ClientHello',
  expects: { stages: ['tls'] },
  async set({ v, mx, world, peer, certificate, plan, argv, symptom }) {
    const { chainText, keyText } = await certificate()
    const seconds = v.between(7, 11)
    await peer({
      tls: { cert: chainText, key: keyText },
      at: { tls: { do: 'usual', delayMs: seconds * 1000 } },
      ...(v.pick(['hello', 'all']) === 'all' ? { flow: { greetDelayMs: 5500 } } : {}),
    })
    const session = plan({ upTo: 'tls', tls: 'starttls' })
    const address = world.receiverAddress()
    return {
      control: { ...session, patienceMs: 30_000 },
      faulty: { ...session, patienceMs: 6000 },
      dies: { stage: 'tls', how: 'silent' },
      argv: argv(
        ...symptom(
          v.pick([
            `SSL_connect error to ${mx}[${address}]:25: Connection timed out`,
            `TLS session: (SSL_connect): timed out: H=${mx} [${address}]`,
            `ssl.SSLError: _ssl.c:1011: The handshake operation timed out`,
          ]),
        ),
      ),
    }
  },
})
