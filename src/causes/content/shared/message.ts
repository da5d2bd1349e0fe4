/** From here on a message is more than a few segments, and than twice what passes everywhere: path-MTU faults show far below. */
export const LARGE_MESSAGE_BYTES = 12_000
/** Small enough for every limit, one of a box that counts octets too, and still several full segments, so that a path-MTU fault would show. */
export const MODEST_MESSAGE_BYTES = 6_000
