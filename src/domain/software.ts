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
