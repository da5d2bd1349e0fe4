import { defineFault } from '../fault.ts'
import { writeMessage } from '../message-file.ts'

export default defineFault({
  realises: 'protocol/long-line-or-nul-intolerance',
  title: 'The receiver closes at a line that is too long, or at a NUL octet',
  expects: { stages: ['body', 'dot'] },
  async set(scene) {
    const { v, peer, plan } = scene
    const nul = v.pick(['line', 'line', 'nul']) === 'nul'
    const lineBytes = v.pick([998, 1000, 1024, 2048])
    await peer({
      message: { intolerance: { ...(nul ? { nul: true } : { lineBytes }), then: { do: v.pick(['fin', 'rst']) } } },
    })
    const odd = nul ? 'before\u0000after' : 'w'.repeat(lineBytes + v.between(200, 4000))
    return {
      control: plan({ upTo: 'dot', bytes: 8000 }),
      faulty: plan({ upTo: 'dot', contains: odd }),
      dies: { stage: ['body', 'dot'], how: ['fin', 'rst'] },
      argv: writeMessage(scene, { body: odd }),
    }
  },
})
