import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'healthy/greet-delay',
  title: 'The banner comes after some seconds, on purpose',
  expects: {},
  async set({ v, exim, sendmail, plan, argv }) {
    const seconds = v.between(4, 7)
    if (v.pick(['sendmail', 'exim']) === 'sendmail')
      await sendmail({ macros: [`FEATURE(\`greet_pause', \`${seconds}000')dnl`] })
    else
      await exim({
        settings: ['acl_smtp_connect = acl_connect'],
        moreAcls: ['acl_connect:', `  accept delay = ${seconds}s`],
      })
    return { faulty: plan({ upTo: 'banner', patienceMs: 12_000 }), argv: argv() }
  },
})
