import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'refusal/message-too-large',
  title: 'The message is larger than the receiver allows, and it says so',
  expects: { stages: ['mail', 'body', 'dot', 'rcpt'] },
  async set({ v, postfix, exim, plan, sending }) {
    const limit = v.between(60, 200) * 1000
    if (v.pick(['postfix', 'exim']) === 'postfix') await postfix({ settings: { message_size_limit: String(limit) } })
    else await exim({ settings: [`message_size_limit = ${limit}`] })
    return {
      control: plan({ upTo: 'dot', bytes: 3000 }),
      faulty: plan({ upTo: 'dot', bytes: limit * 3 }),
      dies: { stage: ['mail', 'body', 'dot'], how: ['reply', 'rst'] },
      argv: sending(limit * 3),
    }
  },
})
