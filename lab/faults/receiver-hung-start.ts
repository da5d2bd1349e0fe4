import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'receiver/hung',
  title: 'Postfix’s smtpd dies at its start, so nobody takes the connections that the kernel takes',
  expects: { stages: ['banner'], standing: 'possible', alsoRight: ['receiver/accept-queue-full'] },
  async set({ v, postfix, plan, argv }) {
    const fatal = v.pick([
      { smtpd_sasl_auth_enable: 'yes', smtpd_sasl_type: 'nowhere' },
      { message_size_limit: '1000', smtpd_recipient_limit: '0' },
    ] as [Record<string, string>, Record<string, string>])
    await postfix({ settings: fatal })
    return {
      faulty: plan({ upTo: 'banner', patienceMs: 4000 }),
      dies: { stage: 'banner', how: 'silent' },
      argv: argv(),
    }
  },
})
