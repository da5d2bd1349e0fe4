/** Emphasis for a terminal. The report must read the same without it. */
export interface Paint {
  bold(text: string): string
  red(text: string): string
  green(text: string): string
  dim(text: string): string
}

export const PLAIN: Paint = { bold: (text) => text, red: (text) => text, green: (text) => text, dim: (text) => text }

const sgr =
  (open: number, close: number) =>
  (text: string): string =>
    `\u001b[${open}m${text}\u001b[${close}m`

export const COLOURED: Paint = { bold: sgr(1, 22), red: sgr(31, 39), green: sgr(32, 39), dim: sgr(2, 22) }
