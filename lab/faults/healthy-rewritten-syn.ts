import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'healthy/rewritten-syn',
  title: 'A box takes options out of the SYNs and allows only tiny segments; mail passes all the same',
  expects: {},
  async set({ world, v, postfix, certificate, plan, sending }) {
    await postfix({ certificate: await certificate() })
    const options = v.pick(['wscale', 'sack-permitted', 'timestamp', 'wscale,sack-permitted,timestamp'])
    const mss = v.pick([88, 216, 536])
    for (const way of ['--dport 25', '--sport 25']) {
      const syn = `-t mangle -A FORWARD -p tcp ${way} --tcp-flags SYN SYN`
      await world.rule('near', `${syn} -j TCPOPTSTRIP --strip-options ${options}`)
      await world.rule('near', `${syn} -j TCPMSS --set-mss ${mss}`)
    }
    const bytes = v.between(8, 20) * 1000
    return { faulty: plan({ upTo: 'dot', bytes, tls: 'starttls', patienceMs: 20_000 }), argv: sending(bytes) }
  },
})
