import { rule } from '../rule.ts'
import type { Provider } from './read-provider.ts'

/** Mimecast: its SMTP error code page. "Internal resources are temporarily unavailable" is how it words greylisting. */
export const MIMECAST: Provider = {
  name: 'mimecast',
  hosts: ['.mimecast.com', '.mimecast.co.za', '.mimecast-offshore.com', '.mimecast.org'],
  signs: ['mimecast', 'mcspamsignature', 'outbounds disabled', 'inbounds disabled', 'host network not allowed'],
  rules: [
    rule('greylist', 'greylist', ['internal resource', 'temporarily unavailable|unavailable'], { stage: 'rcpt' }),
    rule('anti-spoofing', 'sender.auth', ['anti-spoofing|anti spoofing']),
    rule('blocked-senders', 'sender.rejected', ['blocked senders|envelope blocked|envelope rejected|header based']),
    // Its page: the address of the sender's host is meant.
    rule('sender-blocked', 'reputation.ip', ['421 sender address blocked'], { instead: 'sender.rejected' }),
    rule('outbound', 'sender.rejected', ['outbounds disabled'], { stage: 'mail' }),
    rule('ip-reputation', 'reputation.ip', [
      'ip reputation|rbl|blacklist|temporarily blacklisted|host network not allowed|reputation',
    ]),
    rule('recipient', 'recipient.unknown', ['invalid recipient|invalid address|unknown'], {
      none: 'too many',
      stage: 'rcpt',
    }),
    rule('errors', 'policy.errors', ['too many invalid']),
    rule('relay', 'policy.relay', ['open relay|not local'], { stage: 'rcpt' }),
    // The signature that met the message is named behind the policy.
    rule('spam-signature', 'content.spam', ['mcspamsignature'], { stage: 'dot' }),
    rule('prohibition', 'policy.other', [
      'administrative prohibition|security policies|policy restrict|inappropriate communication',
    ]),
    rule('content', 'content.format', ['content examination|attachment'], { stage: 'dot' }),
    rule('spam', 'content.spam', ['spam|message hold|signature'], { stage: 'dot' }),
    rule('limits', 'limit.connections', ['thread limit|concurrent|too many connections']),
    rule('disabled', 'recipient.disabled', ['inbounds disabled|account inactive|account disabled']),
    rule('size', 'content.size', ['too much data|size limit|message size'], { stage: 'dot' }),
    rule('system', 'system.remote', [
      'temporarily unavailable|unable to process|server error|service temporarily|error',
    ]),
  ],
}
