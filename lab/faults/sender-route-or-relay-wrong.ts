import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'sender/route-or-relay-wrong',
  title: 'Our server hands mail to a relay that is gone; the destination’s own MX is fine',
  expects: { stages: ['connect', 'rcpt', 'dns'], standing: 'possible' },
  async set({ rcpt, v, server, argv, symptom, plan }) {
    await server()
    const relay = `old-relay.${v.senderDomain}`
    const words = v.pick(['Connection timed out', 'Connection refused', 'No route to host'])
    return {
      faulty: plan({ host: `${v.net.dns}.77`, upTo: 'banner', patienceMs: 2500 }),
      dies: { stage: 'connect', how: ['silent', 'errno'] },
      argv: argv(
        '--rcpt',
        rcpt,
        ...symptom(
          `to=<${rcpt}>, relay=none, delay=30, delays=0/0/30/0, dsn=4.4.1, status=deferred (connect to ${relay}[${v.net.dns}.77]:25: ${words})`,
        ),
      ),
    }
  },
})
