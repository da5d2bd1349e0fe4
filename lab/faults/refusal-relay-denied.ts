import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'refusal/relay-denied',
  title: 'We use the server as a relay for a domain that it does not serve',
  expects: { stages: ['rcpt'] },
  async set({ v, exim, postfix, plan, argv }) {
    if (v.pick(['postfix', 'exim']) === 'postfix') await postfix({})
    else await exim({})
    const to = `x@${v.otherDomain}`
    return {
      control: plan(),
      faulty: plan({ to }),
      dies: { stage: 'rcpt', how: 'reply', text: /relay/i },
      argv: argv('--rcpt', to),
    }
  },
})
