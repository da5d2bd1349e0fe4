import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'firewall/syn-rate-or-connlimit',
  title: 'The receiver’s edge drops the third connection at a time from one address',
  expects: { stages: ['connect'], standing: 'possible', alsoRight: ['rate/concurrency-limit'] },
  async set({ world, v, mx, server, plan, argv, symptom }) {
    await server()
    const target = v.pick(['DROP', 'REJECT --reject-with tcp-reset'])
    const words = target === 'DROP' ? 'Connection timed out' : 'Connection refused'
    return {
      control: plan({ upTo: 'idle' }),
      strike: () =>
        world.rule(
          'far',
          `-A FORWARD -p tcp --syn --dport 25 -m connlimit --connlimit-above 2 --connlimit-mask 32 -j ${target}`,
        ),
      faulty: plan({ upTo: 'idle', connections: 5, patienceMs: 900 }),
      dies: { stage: 'connect', how: ['silent', 'errno'] },
      argv: argv(...symptom(`connect to ${mx}[${world.receiverAddress()}]:25: ${words}`)),
    }
  },
})
