import { readAssignments } from '../assignments.ts'
import type { MtaConfigAdapter } from '../mta-config.ts'

/** The system's msmtprc, as far as it tells where mail goes and how; passwords are never read. */
export const msmtpConfig: MtaConfigAdapter = {
  name: 'msmtp',
  asks: [{ kind: 'file', path: '/etc/msmtprc' }],
  readConfig: (texts) =>
    texts.flatMap((text) =>
      readAssignments(
        text,
        /^\s*(defaults|account|host|port|tls|tls_starttls|tls_certcheck|auth|domain|source_ip)\b\s*(\S.*)?$/,
      ).map(({ name, value, from }) => ({ software: 'msmtp', name, value, isDefault: false, from }) as const),
    ),
}
