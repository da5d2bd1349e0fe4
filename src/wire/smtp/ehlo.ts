import type { Reply } from '../../domain/reply.ts'

/**
 * The extensions of an EHLO answer (RFC 5321 §4.1.1.1), upper case, with their parameters: `SIZE 10240000`. The first line is
 * the server's name and greeting, never a keyword.
 */
export function ehloKeywords(reply: Reply): readonly string[] {
  return reply.lines
    .slice(1)
    .map((line) => line.trim().replaceAll(/\s+/g, ' ').toUpperCase())
    .filter((line) => line !== '')
}

/**
 * Parameters of an offered extension, undefined when it is not offered. The pre-standard `AUTH=LOGIN` counts as `AUTH`
 * (a habit of old Microsoft clients that servers still serve).
 */
export function extensionParameters(keywords: readonly string[], name: string): readonly string[] | undefined {
  const wanted = name.toUpperCase()
  const found = keywords.filter(
    (line) => line === wanted || line.startsWith(`${wanted} `) || line.startsWith(`${wanted}=`),
  )
  if (found.length === 0) return undefined
  return found.flatMap((line) =>
    line
      .slice(wanted.length + 1)
      .split(' ')
      .filter((word) => word !== ''),
  )
}

export function offers(keywords: readonly string[], name: string): boolean {
  return extensionParameters(keywords, name) !== undefined
}

/** The limit of SIZE (RFC 1870) in octets; undefined: no SIZE, no number, or 0 (no fixed limit). */
export function sizeLimit(keywords: readonly string[]): number | undefined {
  const [text] = extensionParameters(keywords, 'SIZE') ?? []
  if (text === undefined || !/^\d{1,20}$/.test(text)) return undefined
  const limit = Number(text)
  return limit === 0 ? undefined : limit
}
