import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'receiver/not-smtp',
  title: 'Another service answers on the mail port',
  expects: { stages: ['banner', 'ehlo'] },
  async set({ v, peer, plan, argv }) {
    const latin1 = v.pick([
      'SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n',
      'HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n',
      '+OK POP3 ready\r\n',
      '* OK [CAPABILITY IMAP4rev1] ready\r\n',
    ])
    await peer({ at: { banner: { do: 'raw', latin1 } } })
    return { faulty: plan({ upTo: 'banner' }), dies: { stage: 'banner', how: 'reply' }, argv: argv() }
  },
})
