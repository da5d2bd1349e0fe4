/** Who speaks in Postfix's own words. */
export const OURS = { speaker: 'us', voice: 'mta', software: 'postfix' } as const

/** A reply of a peer that is quoted by itself. */
export const BEGINS_WITH_CODE = /^\s{0,4}[245]\d\d[ -]/
