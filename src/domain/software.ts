/** Software that can be told apart and that Hangup has exact words for. */
export const SOFTWARE = [
  'postfix',
  'exim',
  'sendmail',
  'opensmtpd',
  'exchange',
  'microsoft-365',
  'nodemailer',
  'qmail',
  'haraka',
  'kumomta',
  'powermta',
  'zonemta',
  'postal',
  'stalwart',
  'dma',
  'msmtp',
  'courier',
  'nullmailer',
  'ssmtp',
] as const

export type Software = (typeof SOFTWARE)[number]

/** By what a program sends that is no mail server: it keeps no queue, and its caller has the error. */
export type Library = 'smtplib' | 'JavaMail' | '.NET' | 'PHP' | 'Net::SMTP' | 'nodemailer'
