import { defineFault } from '../fault.ts'
const RECORD = '0>>22&0x3C@12>>26&0x3C@0>>8=0x160301 && 0>>22&0x3C@12>>26&0x3C@1&0xFFFF=1200:65535'

export default defineFault({
  realises: 'tls/clienthello-large',
  title: 'A box on the way resets or drops every ClientHello of more than 1200 octets',
  expects: { stages: ['tls'] },
  async set({ world, v, postfix, exim, certificate, plan, argv }) {
    const spec = { certificate: await certificate() }
    if (v.pick(['postfix', 'exim']) === 'postfix') await postfix(spec)
    else await exim(spec)
    const target = v.pick(['DROP', 'REJECT --reject-with tcp-reset'])
    const session = plan({ upTo: 'tls', tls: 'starttls', patienceMs: 4000 })
    return {
      control: session,
      strike: () => world.rule('near', `-A FORWARD -p tcp --dport 25 -m u32 --u32 '${RECORD}' -j ${target}`),
      faulty: session,
      dies: { stage: 'tls', how: ['rst', 'silent', 'tls', 'fin'] },
      argv: argv(),
    }
  },
})
