import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'receiver/disk-full-back-pressure',
  title: 'The receiver’s disk is full',
  expects: { stages: ['mail', 'rcpt', 'dot'] },
  async set({ v, rcpt, postfix, exim, peer, plan, argv }) {
    switch (v.pick(['postfix', 'exim', 'script'])) {
      case 'postfix':
        await postfix({ settings: { queue_minfree: '8000000000000', message_size_limit: '0' } })
        break
      case 'exim':
        await exim({ settings: ['check_spool_space = 2000000000'] })
        break
      case 'script':
        await peer({
          at: { mail: { do: 'reply', text: '452 4.3.1 Insufficient system resources (UsedDiskSpace[C:\\Queue])' } },
        })
    }
    return {
      control: plan({ upTo: 'ehlo' }),
      faulty: plan(),
      dies: { stage: ['mail', 'rcpt'], how: 'reply', text: /^452/ },
      argv: argv('--rcpt', rcpt),
    }
  },
})
