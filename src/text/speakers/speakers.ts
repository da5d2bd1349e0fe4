import type { Grammar } from '../grammar.ts'
import { amavis } from './amavis.ts'
import { cClient } from './c-client.ts'
import { chasquid } from './chasquid.ts'
import { courier } from './courier.ts'
import { dma } from './dma.ts'
import { domino } from './domino.ts'
import { dotnet } from './dotnet.ts'
import { dovecot } from './dovecot.ts'
import { exchange } from './exchange.ts'
import { exim } from './exim/exim.ts'
import { tools } from './go-smtp.ts'
import { haraka } from './haraka.ts'
import { healthChecks } from './health-checks.ts'
import { ironport } from './ironport.ts'
import { java } from './javamail.ts'
import { kumomta } from './kumomta.ts'
import { libnet } from './libnet.ts'
import { mailFilters } from './mail-filters.ts'
import { malformedAddresses } from './malformed-addresses.ts'
import { momentum } from './momentum.ts'
import { mox } from './mox.ts'
import { nginx } from './nginx.ts'
import { nodemailer } from './nodemailer.ts'
import { opensmtpd } from './opensmtpd.ts'
import { outboundProxy } from './outbound-proxy.ts'
import { phpDetail } from './phpmailer-detail.ts'
import { php } from './phpmailer.ts'
import { postfix } from './postfix/postfix.ts'
import { python } from './python.ts'
import { qmail } from './qmail.ts'
import { postal, powermta } from './queues.ts'
import { ruby } from './ruby.ts'
import { rust } from './rust.ts'
import { sClient } from './s-client.ts'
import { sendingServices } from './sending-services.ts'
import { sendmail } from './sendmail/sendmail.ts'
import { smallClients } from './small-clients.ts'
import { stalwart } from './stalwart.ts'
import { transcript } from './transcript.ts'
import { twisted } from './twisted.ts'
import { windowsMail } from './windows-mail.ts'
import { zonemta } from './zonemta.ts'

/** Every grammar of own words, the most particular first: what a wrapper program quotes is read by the program's own grammar. */
export const SPEAKERS: readonly Grammar[] = [
  outboundProxy,
  smallClients,
  kumomta,
  zonemta,
  rust,
  ruby,
  twisted,
  transcript,
  libnet,
  sClient,
  chasquid,
  mox,
  courier,
  domino,
  ironport,
  dovecot,
  mailFilters,
  nginx,
  healthChecks,
  amavis,
  dma,
  cClient,
  windowsMail,
  stalwart,
  qmail,
  momentum,
  powermta,
  exim,
  sendingServices,
  opensmtpd,
  haraka,
  postal,
  malformedAddresses,
  python,
  java,
  dotnet,
  phpDetail,
  php,
  postfix,
  nodemailer,
  sendmail,
  exchange,
  tools,
]
