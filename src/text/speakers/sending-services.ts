import { sentence, sentenceGrammar } from '../sentence-grammar.ts'

/** What services that send for others say themselves: they hold lists of whom they write to no more, and look up the receiver's host. */
export const sendingServices = sentenceGrammar({
  name: 'sending-service',
  voice: 'mta',
  signs: ['not delivering to', 'suppressed sending to', 'inactive address', 'unable to get mx info'],
  quotes: [],
  sentences: [
    // Mailgun (codes 605 to 607), Amazon SES and Postmark (error 406).
    sentence('suppressed', 'local.config', [
      'not delivering to previously|not delivering to a user|suppressed sending to|found inactive addresses',
    ]),
    // SendGrid looks up what an address of its own list names, too: `failed to get IPs from PTR record`.
    sentence('no-host', 'dns.nxdomain', ['unable to get mx info', 'no such host'], { stage: 'dns' }),
    sentence('no-mx-info', 'dns.tempfail', ['unable to get mx info'], { stage: 'dns' }),
  ],
})
