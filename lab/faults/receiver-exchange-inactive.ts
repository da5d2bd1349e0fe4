import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'receiver/exchange-component-inactive',
  title: 'An Exchange server in maintenance mode: its transport component is inactive',
  expects: { stages: ['banner', 'mail', 'rcpt'], alsoRight: ['receiver/restart-or-shutdown'] },
  async set({ v, rcpt, mx, peer, plan, argv }) {
    const text = v.pick([
      '421 4.3.2 Service not active',
      '421 4.3.2 Service not available, closing transmission channel',
    ])
    await peer({
      greeting: `${mx} Microsoft ESMTP MAIL Service ready at Tue, 24 Nov 2026 01:02:03 +0100`,
      keywords: [
        `${mx} Hello`,
        'SIZE 37748736',
        'PIPELINING',
        'DSN',
        'ENHANCEDSTATUSCODES',
        'X-ANONYMOUSTLS',
        'AUTH NTLM',
        'X-EXPS GSSAPI NTLM',
        '8BITMIME',
        'BINARYMIME',
        'CHUNKING',
        'XRDST',
      ],
      at: { mail: { do: 'reply', text, then: 'close' } },
    })
    return {
      control: plan({ upTo: 'ehlo' }),
      faulty: plan(),
      dies: { stage: 'mail', how: 'reply', text: /^421/ },
      argv: argv('--rcpt', rcpt),
    }
  },
})
