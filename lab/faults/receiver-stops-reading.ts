import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'receiver/stops-reading',
  title: 'The receiver takes part of the message and never reads on',
  expects: { stages: ['body', 'dot'] },
  async set({ world, plan, sending }) {
    const address = world.receiverAddress()
    const script = `import socket,threading,time
s=socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16384); s.bind(('${address}',25)); s.listen(50)
def serve(c):
    f=c.makefile('rb'); c.sendall(b'220 ready\\r\\n')
    for line in f:
        verb=line[:4].upper()
        if verb==b'EHLO': c.sendall(b'250-hello\\r\\n250 SIZE 50000000\\r\\n')
        elif verb==b'DATA':
            c.sendall(b'354 go\\r\\n'); time.sleep(3600)
        elif verb==b'QUIT':
            c.sendall(b'221 bye\\r\\n'); c.close(); return
        else: c.sendall(b'250 ok\\r\\n')
while True: threading.Thread(target=serve,args=(s.accept()[0],),daemon=True).start()`
    world.start('receiver', 'reader', ['/usr/bin/python3', '-c', script])
    await new Promise((resolve) => setTimeout(resolve, 700))
    return {
      control: plan(),
      faulty: plan({ upTo: 'dot', bytes: 6_000_000, patienceMs: 4000 }),
      dies: { stage: ['body', 'dot'], how: 'silent' },
      argv: sending(6_000_000),
    }
  },
})
