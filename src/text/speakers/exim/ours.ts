/** Who speaks in Exim's own words. */
export const OURS = { speaker: 'us', voice: 'mta', software: 'exim' } as const
