import type { SmtpSession } from './facts/smtp-facts.ts'

/** The limit that the peer announces by SIZE (RFC 1870); undefined: none, or 0 for "no fixed limit". */
export function announcedLimit(session: SmtpSession): number | undefined {
  const text = session.keywords
    ?.map((keyword) => /^SIZE (\d{1,15})$/i.exec(keyword)?.[1])
    .find((found) => found !== undefined)
  const limit = text === undefined ? 0 : Number(text)
  return limit > 0 ? limit : undefined
}
