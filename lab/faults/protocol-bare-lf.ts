import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'protocol/bare-lf-end-of-data',
  title: 'The sender ends lines with bare LF, and the receiver says that it will not have them',
  expects: { stages: ['dot', 'body', 'data'] },
  async set({ world, mx, rcpt, v, peer, plan, argv, symptom }) {
    const text = v.pick([
      `521 5.5.2 ${mx} Error: bare <LF> received`,
      '451 See http://pobox.com/~djb/docs/smtplf.html.',
      '550 5.6.11 SMTPSEND.BareLinefeedsAreIllegal; message contains bare linefeeds, which cannot be sent via DATA',
    ])
    await peer({ message: { endOfData: 'strict', bareLf: { do: 'reply', text, then: 'close' } } })
    return {
      control: plan({ upTo: 'dot' }),
      faulty: plan({ upTo: 'dot', bareLf: true, patienceMs: 4000 }),
      dies: { stage: ['dot', 'body'], how: ['silent', 'reply', 'fin'] },
      argv: argv(
        ...symptom(
          `to=<${rcpt}>, relay=${mx}[${world.receiverAddress()}]:25, dsn=5.5.2, status=bounced (host ${mx}[${world.receiverAddress()}] said: ${text} (in reply to end of DATA command))`,
        ),
      ),
    }
  },
})
