import { defineFault } from '../fault.ts'
import { startScripted } from '../servers/peer.ts'

export default defineFault({
  realises: 'firewall/port25-intercepted',
  title: 'A portal answers every connection to port 25 in HTTP',
  expects: { stages: ['banner'] },
  async set({ world, v, server, other, plan, argv }) {
    await Promise.all([server(), other()])
    const latin1 = v.pick([
      'HTTP/1.1 302 Found\r\nLocation: http://portal.example/login\r\nContent-Length: 0\r\n\r\n',
      'HTTP/1.0 400 Bad Request\r\n\r\n<html>Sign in to use the network</html>\r\n',
    ])
    await startScripted(
      world,
      { at: { banner: { do: 'raw', latin1, then: 'close' } } },
      `${v.net.sender}.1`,
      8080,
      'near',
    )
    return {
      control: plan({ upTo: 'banner' }),
      strike: () => world.rule('near', '-t nat -A PREROUTING -p tcp --dport 25 -j REDIRECT --to-ports 8080'),
      faulty: plan({ upTo: 'banner' }),
      dies: { stage: 'banner', how: 'reply', text: /garbled: HTTP/ },
      argv: argv('--compare', v.otherDomain),
    }
  },
})
