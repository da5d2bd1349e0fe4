import type { HelloRule } from '../../src/probe/peer/peer-script.ts'
import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'tls/group-intolerance',
  title: 'A TLS front end ends every handshake that offers a post-quantum group',
  expects: { stages: ['tls'] },
  async set({ v, peer, certificate, plan, argv }) {
    const { chainText, keyText } = await certificate()
    const then = v.pick<HelloRule['then']>([
      { do: 'silent' },
      { do: 'rst' },
      { do: 'fin' },
      { do: 'alert', description: 40 },
      { do: 'alert', description: 47 },
    ])
    // X25519MLKEM768
    await peer({ tls: { cert: chainText, key: keyText }, hellos: [{ offersGroup: 0x11ec, then }] })
    return {
      control: plan({ upTo: 'tls', tls: 'starttls', tlsOptions: { ecdhCurve: 'X25519:P-256' } }),
      faulty: plan({ upTo: 'tls', tls: 'starttls', patienceMs: 4000 }),
      dies: { stage: 'tls', how: ['silent', 'rst', 'fin', 'tls'] },
      argv: argv(),
    }
  },
})
