import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'path/slow-link-vs-deadline',
  title: 'A box drops what exceeds a rate, so that most of a message is repeated and it crawls',
  expects: { stages: ['body', 'dot'], standing: 'possible', alsoRight: ['path/severe-loss-or-duplex'] },
  shape: (v) => ({ rttMs: v.pick([14, 28, 45]) }),
  async set({ world, v, exim, postfix, plan, sending }) {
    await (v.pick(['postfix', 'exim']) === 'exim' ? exim({}) : postfix({}))
    const bytes = v.between(60, 120) * 1000
    const session = plan({ upTo: 'dot', bytes, patienceMs: 8000 })
    return {
      control: session,
      strike: () =>
        world.rule(
          'near',
          `-A FORWARD -p tcp --dport 25 -m hashlimit --hashlimit-name rate --hashlimit-above ${v.pick([1, 2])}kb/s --hashlimit-burst 4kb -j DROP`,
        ),
      faulty: session,
      dies: { stage: ['body', 'dot'], how: 'silent' },
      argv: sending(bytes),
    }
  },
})
