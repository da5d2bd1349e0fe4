import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'rate/per-connection-message-cap',
  title:
    'The receiver takes so many messages on one connection; the sender has more, and one message of a probe passes',
  expects: { stages: ['mail'] },
  async set({ world, v, mx, exim, peer, plan, argv, rcpt, symptom }) {
    const count = v.between(1, 3)
    const scripted = v.pick([
      undefined,
      '421 4.7.0 Too many messages on this connection',
      '452 4.5.3 Maximum number of messages per connection reached, please reconnect',
    ])
    if (scripted === undefined) await exim({ settings: [`smtp_accept_max_per_connection = ${count}`] })
    else await peer({ limits: { messages: { count, reply: scripted } } })
    const heard = scripted ?? '421 too many messages in this connection'
    return {
      control: plan({ upTo: 'dot' }),
      faulty: plan({ upTo: 'quit', messages: count + 1 }),
      dies: { stage: 'mail', how: 'reply', text: /messages/ },
      argv: argv(
        '--rcpt',
        rcpt,
        ...symptom(`host ${mx}[${world.receiverAddress()}] said: ${heard} (in reply to MAIL FROM command)`),
      ),
    }
  },
})
