import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'refusal/credentials-rejected',
  title: 'User name or password is wrong',
  expects: { stages: ['auth'] },
  async set({ world, v, peer, exim, certificate, plan, argv }) {
    const tls = await certificate()
    if (v.pick(['exim', 'script']) === 'exim') {
      await exim({
        certificate: tls,
        authenticators: [
          'plain:',
          '  driver = plaintext',
          '  public_name = PLAIN',
          '  server_prompts = :',
          '  server_condition = ${if and{{eq{$auth2}{app}}{eq{$auth3}{right}}}}',
          '  server_set_id = $auth2',
        ],
      })
    } else {
      await peer({
        tls: { cert: tls.chainText, key: tls.keyText },
        keywords: ['AUTH PLAIN LOGIN', '8BITMIME'],
        users: { app: 'right' },
      })
    }
    const file = join(world.dir, 'password')
    writeFileSync(file, 'wrong\n', { mode: 0o600 })
    return {
      control: plan({ upTo: 'auth', tls: 'starttls', auth: { user: 'app', password: 'right' } }),
      faulty: plan({ upTo: 'auth', tls: 'starttls', auth: { user: 'app', password: 'wrong' } }),
      dies: { stage: 'auth', how: 'reply', text: /^535/ },
      argv: argv('--user', 'app', '--password-file', file),
    }
  },
})
