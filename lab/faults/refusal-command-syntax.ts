import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'refusal/command-syntax',
  title: 'The server does not know a command or a parameter',
  expects: { stages: ['mail', 'rcpt', 'data'] },
  async set({ v, peer, plan, argv, rcpt }) {
    const at = v.pick(['mail', 'rcpt'])
    const text = v.pick([
      '501 5.5.4 Invalid arguments',
      '500 5.5.1 Command unrecognized',
      '501 5.5.2 Syntax error in parameters or arguments',
      '555 5.5.4 Unsupported option',
      '504 5.5.4 Command parameter not implemented',
    ])
    await peer({ at: { [at]: { do: 'reply', text } } })
    return {
      control: plan({ upTo: 'ehlo' }),
      faulty: plan(),
      dies: { stage: at, how: 'reply' },
      argv: argv('--rcpt', rcpt),
    }
  },
})
