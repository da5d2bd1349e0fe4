import { readAssignments } from '../assignments.ts'
import type { MtaConfigAdapter } from '../mta-config.ts'

/** dma.conf, as far as it tells where mail goes and how; a switch stands alone on its line. */
export const dmaConfig: MtaConfigAdapter = {
  name: 'dma',
  asks: [{ kind: 'file', path: '/etc/dma/dma.conf' }],
  readConfig: (texts) =>
    texts.flatMap((text) => [
      { software: 'dma', name: 'dma.conf', value: text.from, isDefault: false, from: text.from },
      ...readAssignments(
        text,
        /^\s*(SMARTHOST|PORT|SECURETRANSFER|STARTTLS|OPPORTUNISTIC_TLS|AUTHPATH|DEFER|MAILNAME)\b[ \t]*(\S*)/,
      ).map(({ name, value, from }) => ({ software: 'dma', name, value, isDefault: false, from }) as const),
    ]),
}
