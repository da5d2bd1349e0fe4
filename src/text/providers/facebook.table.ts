import type { Provider } from './read-provider.ts'

/** Facebook: the stage and a number (postmaster.facebook.com/response_codes). */
export const FACEBOOK: Provider = {
  name: 'facebook',
  hosts: ['.facebook.com', '.fb.com'],
  signs: [
    'postmaster.facebook.com',
    'facebook.com/postmaster',
    ' pol-',
    ' rcp-',
    ' msg-',
    ' dns-p',
    ' dns-t',
    ' con-t',
    ' int-p',
  ],
  codes: {
    find: /\b((?:POL|RCP|MSG|DNS|CON|INT)-[PT]\d)\b/,
    means: [
      ['POL-P5', 'content.virus'],
      ['POL-P6', 'content.spam'],
      ['POL-P7', 'sender.auth'],
      ['POL', 'reputation.ip'],
      ['RCP-T1', 'system.remote'],
      ['RCP-T4', 'recipient.disabled'],
      ['RCP-P1', 'recipient.unknown'],
      ['RCP', 'recipient.filtered'],
      ['MSG-P1', 'content.size'],
      ['MSG-P', 'content.format'],
      ['MSG-T1', 'limit.recipients'],
      ['DNS-P3', 'sender.ptr'],
      ['DNS-T2', 'sender.ptr'],
      ['DNS', 'sender.domain'],
      ['INT-P7', 'mailbox.full'],
      ['CON-T4', 'limit.recipients'],
      ['CON', 'limit.connections'],
      ['INT-P2', 'content.size'],
      ['INT-P', 'recipient.unknown'],
      ['INT-T', 'system.remote'],
    ],
  },
  rules: [],
}
