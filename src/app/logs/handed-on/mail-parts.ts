/** Parts within parts; a mail that has more ends its outer ones no more. */
const MOST_MULTIPARTS = 64

/** What can hold no log. */
const NO_TEXT = /^(?:image|audio|video|font)\//i

interface Multipart {
  readonly boundary: string
  /** Its parts say the same in several forms (RFC 2046, 5.1.4). */
  readonly isAlternative: boolean
  parts: number
  isOver: boolean
}

/** The parts of a mail (RFC 2046, 5.1), while its lines pass. */
export interface MailParts {
  /** A part, or the mail, has this Content-Type: it may have parts itself. */
  begin(type: string): void
  /** Does another part begin with the line, or the last one end? */
  boundary(line: string): 'next' | 'last' | undefined
  /** Is there nothing to read in a part, which is no multipart itself? */
  isPassedOver(type: string, disposition: string): boolean
}

export function openParts(): MailParts {
  const open: Multipart[] = []

  return {
    begin(type) {
      const boundary = /boundary="([^"]{1,200})"|boundary=([^\s;]{1,200})/i.exec(type)
      if (boundary === null) return
      open.push({
        boundary: `--${boundary[1] ?? boundary[2] ?? ''}`,
        isAlternative: /^multipart\/alternative/i.test(type),
        parts: 0,
        isOver: false,
      })
      if (open.length > MOST_MULTIPARTS) open.shift()
    },
    boundary(line) {
      if (!line.startsWith('--')) return undefined
      const at = open.findIndex(({ boundary }) => line === boundary || line === `${boundary}--`)
      const multipart = open[at]
      if (multipart === undefined) return undefined
      // What was in it and has no end ends here.
      open.length = at + 1
      multipart.isOver = line !== multipart.boundary
      if (!multipart.isOver) multipart.parts++
      return multipart.isOver ? 'last' : 'next'
    },
    isPassedOver(type, disposition) {
      if (NO_TEXT.test(type)) return true
      // Apple Mail puts the files of a mail beside the second form of its text: only the text is there twice.
      const isFile =
        /^attachment/i.test(disposition) || /\b(?:file)?name\*?(?:\d{1,2}\*?)?=/i.test(`${type};${disposition}`)
      return !isFile && open.some(({ isAlternative, parts, isOver }) => isAlternative && parts > 1 && !isOver)
    },
  }
}
