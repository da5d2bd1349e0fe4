/** ECMA-48 §5.4: what terminals take as a command, with ESC as itself or as programs and loggers write it down. */
const COMMAND = /(?:\u001b|\u009b|\^\[|#033|\\(?:x1b|u001b|033|e))\[[\d;?]{0,20}[A-Za-z]/gi
/** What sets a terminal's title or a link. */
const STRING = /\u001b\][^\u0007\u001b\n]{0,300}(?:\u0007|\u001b\\)/g
/** A colour whose ESC a page or a logger dropped. */
const COLOUR = /\[(?:\d{1,3}(?:;\d{1,3}){0,5})?m/g
/** The end of a colour: a text that was not coloured holds none. */
const END = '[0m'

/** The text without the commands to a terminal: they part no words. */
export function withoutColours(text: string): string {
  const plain = text.replaceAll(STRING, '').replaceAll(COMMAND, '')
  return plain.includes(END) ? plain.replaceAll(COLOUR, '') : plain
}
