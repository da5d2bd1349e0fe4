import type { Remedy } from '../../../domain/remedy.ts'

/** Where port 25 stays closed: the relay takes the mail on the submission port (RFC 6409), which nobody filters. */
export const submissionRelay: Remedy = {
  title: 'Deliver through a relay on the submission port',
  applies: 'needs-values',
  on: 'our-server',
  costs: 'all mail to other domains goes through that relay, under its limits',
  levers: [{ lever: 'smarthost', host: 'smtp.relay.example', port: 587 }],
}
