import { readFileSync } from 'node:fs'
import { defineFault } from '../fault.ts'
import { LAB_ROOT } from '../pki.ts'

export default defineFault({
  realises: 'tls/weak-key-or-signature',
  title: 'The receiver’s certificate has an RSA key of 1024 bits or a SHA-1 signature, and the sender verifies',
  expects: { stages: ['tls'] },
  async set({ v, mx, postfix, certificate, plan, argv }) {
    const weak = v.pick<{ key: 'rsa1024' | 'rsa2048'; digest: 'sha256' | 'sha1' }>([
      { key: 'rsa1024', digest: 'sha256' },
      { key: 'rsa2048', digest: 'sha1' },
      { key: 'rsa1024', digest: 'sha256' },
    ])
    await postfix({ certificate: await certificate({ issuer: 'intermediate', ...weak }) })
    const session = plan({ upTo: 'tls', tls: 'starttls' })
    return {
      control: session,
      faulty: { ...session, verifyName: mx, ca: readFileSync(LAB_ROOT, 'utf8') },
      dies: { stage: 'tls', how: 'tls', text: /weak|too small/i },
      argv: argv('--tls', 'verify'),
    }
  },
})
