import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'path/dies-midway',
  title: 'The path dies in the middle of the session and stays dead',
  expects: { stages: ['mail', 'rcpt', 'ehlo'], standing: 'possible', alsoRight: ['path/syn-not-answered'] },
  async set({ world, rcpt, server, plan, argv }) {
    await server()
    const session = plan({ patienceMs: 4000 })
    return {
      control: session,
      strike: async () => {
        await world.rule(
          'near',
          '-A FORWARD -p tcp --dport 25 -m recent --name dead --rdest --rcheck --seconds 300 -j DROP',
        )
        await world.rule(
          'near',
          "-A FORWARD -p tcp --dport 25 -m string --algo bm --string 'MAIL FROM' -m recent --name dead --rdest --set -j DROP",
        )
      },
      // Proving it would spend it: the list remembers the receiver.
      faulty: async () => undefined,
      argv: argv('--rcpt', rcpt),
    }
  },
})
