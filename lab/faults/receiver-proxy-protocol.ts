import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'receiver/proxy-protocol-mismatch',
  title: 'The server waits for a PROXY line that nobody sends',
  expects: { stages: ['banner'], alsoRight: ['receiver/milter-or-policy-down'] },
  async set({ postfix, plan, argv }) {
    await postfix({ settings: { smtpd_upstream_proxy_protocol: 'haproxy' } })
    return {
      faulty: plan({ upTo: 'banner', patienceMs: 8000 }),
      dies: { stage: 'banner', how: ['reply', 'fin', 'silent'] },
      argv: argv(),
    }
  },
})
