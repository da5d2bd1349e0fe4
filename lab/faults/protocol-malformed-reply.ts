import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'protocol/malformed-reply',
  title: 'The server’s answer is no SMTP reply',
  // The stray line behind a whole answer is read as the answer to the next command, by every client.
  expects: { stages: ['banner', 'ehlo', 'mail'], alsoRight: ['receiver/not-smtp'] },
  async set({ v, mx, peer, plan, argv }) {
    const raw = v.pick([`250-${mx}\r\n251 SIZE\r\nfoo bar\r\n`, `${mx} hello\r\n250 OK\r\n`, `25 ${mx}\r\n`])
    await peer({ at: { ehlo: { do: 'raw', latin1: raw } } })
    return {
      control: plan({ upTo: 'banner' }),
      faulty: plan({ upTo: 'ehlo' }),
      dies: { stage: 'ehlo', how: ['reply', 'silent'] },
      argv: argv(),
    }
  },
})
