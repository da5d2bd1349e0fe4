import { defineFault } from '../fault.ts'
import { listening } from '../servers/listening.ts'

/** Services that say nothing until they are spoken to, each a few lines of node. */
const HTTP = `require('http').createServer((_, answer) => answer.end('hello'))`
const CACHE = `require('net').createServer((line) => { line.on('error', () => {}); line.on('data', () => line.write('ERROR\\r\\n')) })`

export default defineFault({
  realises: 'receiver/not-smtp',
  title: 'Another service that waits for the client answers on the mail port',
  expects: { stages: ['banner'] },
  async set({ world, v, plan, argv }) {
    const address = world.receiverAddress()
    world.start('receiver', 'service', [process.execPath, '-e', `${v.pick([HTTP, CACHE])}.listen(25, '${address}')`])
    await listening(world, 'receiver', address, 25)
    return {
      faulty: plan({ upTo: 'banner', patienceMs: 6000 }),
      dies: { stage: 'banner', how: 'silent' },
      argv: argv(),
    }
  },
})
