import { drill } from '../dns.ts'
import { defineFault } from '../fault.ts'

/** A label as it stands in a DNS message, for a match on octets. */
function wire(name: string): string {
  return name
    .split('.')
    .map((label) => String.fromCodePoint(label.length) + label)
    .join('')
}

function hex(text: string): string {
  return `|${Buffer.from(text, 'latin1').toString('hex')}|`
}

export default defineFault({
  realises: 'dns/aaaa-breaks-mx',
  title: 'The name servers of the MX host drop AAAA questions, and an Exchange server gives up on it',
  expects: { stages: ['dns'], standing: 'possible' },
  async set({ world, v, mx, server, argv, symptom }) {
    // A server may look its own name up as it starts, and what the resolver knows by then it does not ask for again.
    await world.rule(
      'dns',
      `-I INPUT -d ${world.nameServer} -p udp --dport 53 -m string --algo bm --hex-string ${hex(`${wire(mx)}\0\0\u001c\0\u0001`)} -j DROP`,
    )
    await server()
    const text = v.pick([
      '451 4.4.0 DNS query failed. The error was: DNS query failed with error ErrorRetry',
      '451 4.4.0 DNS query failed. The error was: SMTPSEND.DNS.NonExistentDomain; nonexistent domain',
    ])
    return {
      faulty: async () =>
        (await drill(world, world.resolver, mx, 'AAAA')).includes('NOERROR') ? 'AAAA is answered' : undefined,
      argv: argv(...symptom(text)),
    }
  },
})
