import { defineFault } from '../fault.ts'
/** A TLS 1.2 ServerHello without renegotiation_info (RFC 5746), as OpenSSL 0.9.8 sent it; the handshake goes no further. */
function oldServerHello(): string {
  const random = Buffer.from(Array.from({ length: 32 }, (_, index) => (index * 37 + 11) % 251))
  const body = Buffer.concat([Buffer.from([3, 3]), random, Buffer.from([0, 0xc0, 0x2f, 0])])
  const handshake = Buffer.concat([Buffer.from([2, 0, 0, body.length]), body])
  return Buffer.concat([Buffer.from([0x16, 3, 3, 0, handshake.length]), handshake]).toString('latin1')
}

export default defineFault({
  realises: 'tls/legacy-renegotiation',
  title: 'The receiver’s TLS does not know secure renegotiation, and modern libraries refuse it',
  expects: { stages: ['tls'] },
  async set({ peer, certificate, plan, argv }) {
    const { chainText, keyText } = await certificate({ key: 'rsa2048' })
    await peer({ tls: { cert: chainText, key: keyText }, at: { tls: { do: 'raw', latin1: oldServerHello() } } })
    return {
      control: plan({ upTo: 'ehlo' }),
      faulty: plan({ upTo: 'tls', tls: 'starttls' }),
      dies: { stage: 'tls', how: 'tls', text: /legacy renegotiation/ },
      argv: argv(),
    }
  },
})
