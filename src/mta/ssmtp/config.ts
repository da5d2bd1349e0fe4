import { readAssignments } from '../assignments.ts'
import type { MtaConfigAdapter } from '../mta-config.ts'

/** ssmtp.conf(5), as far as it tells where mail goes and how. Names are taken as any case; of a login it is kept that there is one. */
export const ssmtpConfig: MtaConfigAdapter = {
  name: 'ssmtp',
  asks: [{ kind: 'file', path: '/etc/ssmtp/ssmtp.conf' }],
  readConfig: (texts) =>
    texts.flatMap((text) =>
      readAssignments(text, /^\s*(mailhub|hostname|UseTLS|UseSTARTTLS|AuthUser)\s*=\s*(\S+)/i).map(
        ({ name, value, from }) => {
          const key = name.toLowerCase()
          return {
            software: 'ssmtp',
            name: key,
            value: key === 'authuser' ? 'true' : value,
            isDefault: false,
            from,
          } as const
        },
      ),
    ),
}
