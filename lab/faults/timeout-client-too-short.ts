import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'timeout/client-timeout-too-short',
  title: 'The sender waits a few seconds for a banner that comes a little later',
  expects: { stages: ['banner'], alsoRight: [] },
  async set({ v, sendmail, exim, plan, argv }) {
    const seconds = v.between(8, 12)
    if (v.pick(['sendmail', 'exim']) === 'sendmail')
      await sendmail({ macros: [`FEATURE(\`greet_pause', \`${seconds}000')dnl`] })
    else
      await exim({
        settings: ['acl_smtp_connect = acl_connect'],
        moreAcls: ['acl_connect:', `  accept delay = ${seconds}s`],
      })
    return {
      control: plan({ upTo: 'banner', patienceMs: 20_000 }),
      faulty: plan({ upTo: 'banner', patienceMs: 4000 }),
      dies: { stage: 'banner', how: 'silent' },
      argv: argv('--timeout', 'banner=4'),
    }
  },
})
