import { mark, type Trait } from './trait.ts'

/** The message ends in `LF . LF`, which is no end of data (RFC 5321 §4.1.1.4). */
export const bareDotSeen: Trait = ({ bareDot, dialogue }) =>
  bareDot && dialogue.inBody ? mark('the last octets are a dot between bare line feeds', dialogue.bodyFrame) : undefined
