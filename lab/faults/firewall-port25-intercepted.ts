import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'firewall/port25-intercepted',
  title: 'A provider’s proxy answers for every mail server on port 25',
  expects: { stages: ['banner', 'ehlo', 'rcpt'] },
  shape: (v) => ({ rttMs: v.pick([28, 45, 90]) }),
  async set({ world, v, server, other, postfix, plan, argv, rcpt }) {
    const proxy = `smtp-out.${v.pick(['isp', 'hotel-wifi', 'campus'])}.example`
    await Promise.all([
      server(),
      other(),
      postfix({ hostname: proxy, domain: proxy.slice(9), address: `${v.net.sender}.1`, port: 2525 }, 'near'),
    ])
    return {
      control: plan(),
      strike: () => world.rule('near', '-t nat -A PREROUTING -p tcp --dport 25 -j REDIRECT --to-ports 2525'),
      faulty: plan(),
      dies: { stage: 'rcpt', how: 'reply', text: /relay/i },
      argv: argv('--compare', v.otherDomain, '--rcpt', rcpt),
    }
  },
})
