import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'path/nic-offload-corruption',
  title: 'Large packets arrive damaged: their checksum is wrong, or TLS finds what the checksum hides',
  // From here, what only large packets of TCP do not survive may be a box that minds their size alone.
  expects: { stages: ['tls', 'body', 'dot'], standing: 'possible', alsoRight: ['path/pmtu-black-hole'] },
  async set({ world, v, server, exim, postfix, certificate, plan, argv, sending }) {
    const above = v.between(900, 1300)
    switch (v.pick(['towards the receiver', 'towards us', 'inside TLS'])) {
      case 'towards the receiver': {
        await server()
        const bytes = v.between(20, 90) * 1000
        const session = plan({ upTo: 'dot', bytes, patienceMs: 5000 })
        return {
          control: session,
          strike: () => world.damage('near', '-p tcp --dport 25', above, 'wrong'),
          faulty: session,
          dies: { stage: ['body', 'dot'], how: 'silent' },
          argv: sending(bytes),
        }
      }
      case 'towards us': {
        await exim({ certificate: await certificate({ key: 'rsa4096', extraNames: v.between(40, 90) }) })
        const session = plan({ upTo: 'tls', tls: 'starttls', patienceMs: 5000 })
        return {
          control: session,
          strike: () => world.damage('near', '-p tcp --sport 25', above, 'wrong'),
          faulty: session,
          dies: { stage: 'tls', how: 'silent' },
          argv: argv(),
        }
      }
      case 'inside TLS': {
        await postfix({ certificate: await certificate({ key: 'rsa4096', extraNames: v.between(20, 60) }) })
        const session = plan({ upTo: 'tls', tls: 'starttls', patienceMs: 5000 })
        return {
          control: session,
          strike: () => world.damage('near', '-p tcp --sport 25', above, 'anew'),
          faulty: session,
          dies: { stage: 'tls', how: 'tls' },
          argv: argv(),
        }
      }
    }
  },
})
