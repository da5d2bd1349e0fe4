export const OURS = { speaker: 'us', voice: 'mta', software: 'sendmail' } as const
