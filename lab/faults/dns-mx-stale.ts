import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'dns/mx-stale-or-wrong',
  title: 'The MX still names a host that now serves somebody else',
  expects: { stages: ['rcpt'], standing: 'possible', alsoRight: ['refusal/relay-denied'] },
  async set({ postfix, plan, sending, certificate, v }) {
    const stranger = `mx.${v.pick(['tenant-4711', 'newowner', 'hosting-west'])}.example`
    await postfix({
      hostname: stranger,
      domain: stranger.slice(3),
      certificate: await certificate({ names: [stranger] }),
    })
    return {
      faulty: plan(),
      dies: { stage: 'rcpt', how: 'reply', text: /relay/i },
      argv: sending(2000),
    }
  },
})
