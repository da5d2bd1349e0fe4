import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'receiver/accept-queue-full',
  title: 'The server’s accept queue is full, so the kernel drops our SYN',
  expects: {
    stages: ['connect', 'banner'],
    standing: 'possible',
    alsoRight: ['path/syn-not-answered', 'receiver/hung'],
  },
  async set({ world, v, other, plan, argv }) {
    await other()
    const address = world.receiverAddress()
    const listener = `import socket,time
s=socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); s.bind(('${address}',25)); s.listen(0)
c=[socket.create_connection(('${address}',25)) for _ in range(1)]
time.sleep(3600)`
    world.start('receiver', 'listener', ['/usr/bin/python3', '-c', listener])
    await new Promise((resolve) => setTimeout(resolve, 700))
    return {
      faulty: plan({ upTo: 'banner', patienceMs: 3000 }),
      dies: { stage: ['connect', 'banner'], how: 'silent' },
      argv: argv('--compare', v.otherDomain),
    }
  },
})
