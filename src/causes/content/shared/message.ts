/** From here on a message is more than a few segments: path-MTU faults show far below. */
export const LARGE_MESSAGE_BYTES = 40_000
/** Small enough for every size limit, and still several full segments, so that a path-MTU fault would show. */
export const MODEST_MESSAGE_BYTES = 20_000
