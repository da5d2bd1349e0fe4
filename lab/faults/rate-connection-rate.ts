import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'rate/connection-rate-limit',
  title: 'The receiver counts connections in a minute and refuses the rest',
  expects: { stages: ['banner'], alsoRight: ['rate/concurrency-limit'] },
  async set({ postfix, plan, argv }) {
    await postfix({ settings: { smtpd_client_connection_rate_limit: '1', smtpd_client_event_limit_exceptions: '' } })
    return {
      control: plan({ upTo: 'banner' }),
      faulty: plan({ upTo: 'banner' }),
      dies: { stage: 'banner', how: 'reply', text: /too many/i },
      argv: argv(),
    }
  },
})
