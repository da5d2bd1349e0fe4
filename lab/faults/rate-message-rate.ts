import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'rate/message-rate-limit',
  title: 'The receiver counts messages in a minute',
  expects: { stages: ['mail', 'rcpt'] },
  async set({ v, rcpt, postfix, peer, plan, argv }) {
    if (v.pick(['postfix', 'script']) === 'postfix') {
      await postfix({ settings: { smtpd_client_message_rate_limit: '1', smtpd_client_event_limit_exceptions: '' } })
    } else {
      const text = v.pick([
        '421 4.4.2 Message submission rate for this client has exceeded the configured limit',
        '450 4.2.1 The user you are trying to contact is receiving mail at a rate that prevents additional messages from being delivered.',
        '452 4.7.1 Message rate limit exceeded, slow down',
      ])
      await peer({ at: { mail: { do: 'reply', text } } })
    }
    return {
      control: plan({ upTo: 'ehlo' }),
      faulty: plan({ messages: 3, upTo: 'dot' }),
      dies: { stage: ['mail', 'rcpt'], how: ['reply', 'fin'] },
      argv: argv('--rcpt', rcpt),
    }
  },
})
