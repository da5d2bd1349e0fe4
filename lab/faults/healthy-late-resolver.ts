import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'healthy/late-resolver',
  title: 'The resolver answers each question some seconds late, and sooner than a sender gives up',
  expects: {},
  async set({ world, v, server, plan, argv, rcpt }) {
    await server()
    // Behind the line, where the questions of the resolver itself are not held.
    await world.hold(
      'dns',
      `-p udp -s ${world.senderAddress()} -d ${world.resolver} --dport 53`,
      v.between(34, 48) * 100,
    )
    return { faulty: plan(), argv: argv('--rcpt', rcpt, '--no-mta-sts', '--no-dane') }
  },
})
