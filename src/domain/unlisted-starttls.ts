import type { SmtpSession } from './facts/smtp-facts.ts'

/**
 * The session was to use TLS, the answer to EHLO listed no STARTTLS, and the server took it when it was asked all the same. A sender that
 * demands TLS does not ask (RFC 3207 §4.1), and keeps its mail.
 */
export function tookUnlistedStarttls({ plan, tls, clearKeywords }: SmtpSession): boolean {
  const demands = plan.tls === 'require' || plan.tls === 'verify'
  return (
    demands &&
    plan.helo !== true &&
    tls !== undefined &&
    clearKeywords !== undefined &&
    !clearKeywords.some((keyword) => /^STARTTLS\b/i.test(keyword))
  )
}
