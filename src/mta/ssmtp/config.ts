import { readAssignments } from '../assignments.ts'
import type { MtaConfigAdapter } from '../mta-config.ts'

/** ssmtp.conf(5), as far as it tells where mail goes and how. Names are taken as any case; the password is never read. */
export const ssmtpConfig: MtaConfigAdapter = {
  name: 'ssmtp',
  asks: [{ kind: 'file', path: '/etc/ssmtp/ssmtp.conf' }],
  readConfig: (texts) =>
    texts.flatMap((text) =>
      readAssignments(text, /^\s*(mailhub|hostname|UseTLS|UseSTARTTLS|AuthUser)\s*=\s*(\S+)/i).map(
        ({ name, value, from }) => ({ software: 'ssmtp', name: name.toLowerCase(), value, isDefault: false, from }),
      ),
    ),
}
