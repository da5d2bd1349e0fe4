import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Behaviour } from '../../src/probe/peer/peer-script.ts'
import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'policy/auth-session-dropped',
  title: 'The server ends the session when the sender logs in',
  expects: { stages: ['auth'] },
  async set({ world, v, peer, certificate, plan, argv }) {
    const { chainText, keyText } = await certificate()
    const auth = v.pick<Behaviour>([
      { do: 'reply', text: '421 4.7.66 TLS 1.0 and 1.1 are not supported. Please upgrade your client.', then: 'close' },
      { do: 'reply', text: '421 4.7.0 Basic authentication is disabled for this account, goodbye', then: 'close' },
      { do: 'fin' },
      { do: 'rst' },
    ])
    await peer({ tls: { cert: chainText, key: keyText }, keywords: ['AUTH PLAIN LOGIN', '8BITMIME'], at: { auth } })
    const file = join(world.dir, 'password')
    writeFileSync(file, 'right\n', { mode: 0o600 })
    return {
      control: plan({ tls: 'starttls' }),
      faulty: plan({ upTo: 'auth', tls: 'starttls', auth: { user: 'app', password: 'right' } }),
      dies: { stage: 'auth', how: ['reply', 'fin', 'rst'] },
      argv: argv('--user', 'app', '--password-file', file),
    }
  },
})
