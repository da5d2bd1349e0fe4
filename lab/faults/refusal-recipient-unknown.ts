import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'refusal/recipient-unknown',
  title: 'The mailbox does not exist',
  expects: { stages: ['rcpt'] },
  async set({ v, rcpt, postfix, exim, plan, argv }) {
    const [name = ''] = rcpt.split('@')
    if (v.pick(['postfix', 'exim']) === 'postfix')
      await postfix({ settings: { virtual_mailbox_maps: `inline:{{${rcpt} = x}}` } })
    else
      await exim({
        rcptAcl: [
          `deny !local_parts = ${name}`,
          `     message = ${v.pick(['550 No such user here', '550 5.1.1 Mailbox unavailable: unknown user', 'Unrouteable address'])}`,
        ],
      })
    const to = `nobody.here@${v.domain}`
    return { control: plan(), faulty: plan({ to }), dies: { stage: 'rcpt', how: 'reply' }, argv: argv('--rcpt', to) }
  },
})
