import { defineFault } from '../fault.ts'
import { writeMessage } from '../message-file.ts'

export default defineFault({
  realises: 'content/header-too-long',
  title: 'A header grew with every reply until the receiver, or a firewall before it, takes it no more',
  expects: { stages: ['body', 'dot'] },
  async set(scene) {
    const { v, peer, sendmail, exim, plan } = scene
    const how = v.pick(['sendmail', 'exim', 'box', 'box'])
    // Of real servers each minds the header as a whole; the box minds one line (Cisco ASA: 998 octets).
    const bytes = how === 'box' ? v.between(1200, 6000) : 60_000
    if (how === 'sendmail') await sendmail({})
    else if (how === 'exim') await exim({ settings: ['header_maxsize = 20K'] })
    else await peer({ message: { intolerance: { headerLineBytes: 998, then: { do: v.pick(['fin', 'rst']) } } } })
    const references = Array.from({ length: Math.ceil(bytes / 60) }, (_, n) => `<${'0'.repeat(40)}${n}@lab.example>`)
    const value = references.join(how === 'box' ? ' ' : '\r\n ').slice(0, bytes)
    return {
      control: plan({ upTo: 'dot', bytes: 3000 }),
      faulty: plan({ upTo: 'dot', header: `References: ${value}` }),
      dies: { stage: ['body', 'dot'], how: ['fin', 'rst', 'reply'] },
      argv: writeMessage(scene, { header: `References: ${value}` }),
    }
  },
})
