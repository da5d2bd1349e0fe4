import type { MailView } from '../../src/text/bounce/bounce.ts'

/** The same bounce in another form: of the octets as they came, or of what a mail program shows of it. */
export interface BounceForm {
  readonly name: string
  readonly of: 'mail' | 'view'
  readonly made: (mail: string, view: MailView) => string
}

const lines = (...all: readonly string[]): string => all.join('\n')
const octets = (text: string): string => String.fromCodePoint(...new TextEncoder().encode(text))

function base64(text: string): string {
  return btoa(octets(text)).replaceAll(/.{76}/g, (line) => `${line}\n`)
}

/** RFC 2045 §6.7. */
function quotedPrintable(text: string): string {
  return text
    .split('\n')
    .map((line) =>
      octets(line)
        .replaceAll(
          /[^ -<>-~]| $/g,
          (octet) => `=${(octet.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(2, '0')}`,
        )
        .replaceAll(/.{60,72}(?<!=.?)(?=.)/g, (part) => `${part}=\n`),
    )
    .join('\n')
}

const html = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** What a mail program shows above the text of a bounce. */
const head = ({ headers }: MailView): readonly string[] =>
  ['from', 'to', 'subject', 'date'].flatMap((name) => {
    const [value] = headers.get(name) ?? []
    return value === undefined ? [] : [`${name.charAt(0).toUpperCase()}${name.slice(1)}: ${value}`]
  })
const shown = ({ body, statusParts }: MailView): string =>
  lines(body.trimEnd(), ...statusParts.map((part) => part.trimEnd()), '')

const mailed = (type: string, encoding: string, body: string, view: MailView): string =>
  lines(
    ...head(view),
    'MIME-Version: 1.0',
    `Content-Type: ${type}; charset=utf-8`,
    `Content-Transfer-Encoding: ${encoding}`,
    '',
    body,
    '',
  )
const COVER = [
  'From: ann@example.com',
  'To: help@example.com',
  'Subject: Fwd: what is this?',
  'Date: Mon, 30 Nov 2026 11:22:33 +0100',
  'MIME-Version: 1.0',
]
const PLAIN = 'Content-Type: text/plain; charset=utf-8'

/** The text by itself, with the head of the bounce: what the forms of the view are compared with. */
export const asShown = (view: MailView): string => mailed('text/plain', '8bit', shown(view), view)

export const FORMS: readonly BounceForm[] = [
  { name: 'CRLF', of: 'mail', made: (mail) => mail.replaceAll('\n', '\r\n') },
  { name: 'CR', of: 'mail', made: (mail) => mail.replaceAll('\n', '\r') },
  { name: 'a blank line above', of: 'mail', made: (mail) => `\n${mail}` },
  { name: 'in an mbox', of: 'mail', made: (mail) => `From MAILER-DAEMON Mon Nov 30 11:22:33 2026\n${mail}` },
  {
    name: 'forwarded as an attachment',
    of: 'mail',
    made: (mail) =>
      lines(
        ...COVER,
        'Content-Type: multipart/mixed; boundary="cover"',
        '',
        '--cover',
        PLAIN,
        '',
        'Any idea?',
        '',
        '--cover',
        'Content-Type: message/rfc822',
        'Content-Disposition: attachment; filename="bounce.eml"',
        '',
        mail,
        '--cover--',
        '',
      ),
  },
  {
    name: 'attached as base64',
    of: 'mail',
    made: (mail) =>
      lines(
        ...COVER,
        'Content-Type: multipart/mixed; boundary="cover"',
        '',
        '--cover',
        PLAIN,
        '',
        'Any idea?',
        '',
        '--cover',
        'Content-Type: message/rfc822',
        'Content-Transfer-Encoding: base64',
        '',
        base64(mail),
        '--cover--',
        '',
      ),
  },
  {
    name: 'attached as a file',
    of: 'mail',
    made: (mail) =>
      lines(
        ...COVER,
        'Content-Type: multipart/mixed; boundary="cover"',
        '',
        '--cover',
        PLAIN,
        '',
        'Any idea?',
        '',
        '--cover',
        'Content-Type: application/octet-stream; name="bounce.eml"',
        'Content-Disposition: attachment; filename="bounce.eml"',
        'Content-Transfer-Encoding: base64',
        '',
        base64(mail),
        '--cover--',
        '',
      ),
  },
  {
    name: 'with delivery headers above',
    of: 'mail',
    made: (mail) =>
      lines(
        'Return-Path: <>',
        'Delivered-To: ann@example.com',
        'Received: from mx.example.com (mx.example.com [192.0.2.10])',
        '\tby mail.example.com with ESMTPS id 4ZXw1;',
        '\tMon, 30 Nov 2026 11:22:33 +0100 (CET)',
        mail,
      ),
  },
  { name: 'base64', of: 'view', made: (_mail, view) => mailed('text/plain', 'base64', base64(shown(view)), view) },
  {
    name: 'quoted-printable',
    of: 'view',
    made: (_mail, view) => mailed('text/plain', 'quoted-printable', quotedPrintable(shown(view)), view),
  },
  {
    name: 'HTML alone',
    of: 'view',
    made: (_mail, view) =>
      mailed(
        'text/html',
        '8bit',
        `<html><body>\n${shown(view)
          .split('\n')
          .map((line) => `${html(line)}<br>`)
          .join('\n')}\n</body></html>`,
        view,
      ),
  },
  {
    name: 'HTML in a pre',
    of: 'view',
    made: (_mail, view) =>
      mailed('text/html', '8bit', `<html><body><pre>${html(shown(view))}</pre></body></html>`, view),
  },
  {
    name: 'HTML in base64',
    of: 'view',
    made: (_mail, view) =>
      mailed(
        'text/html',
        'base64',
        base64(
          `<div>${shown(view)
            .split('\n')
            .map((line) => `<div>${html(line) || '<br>'}</div>`)
            .join('')}</div>`,
        ),
        view,
      ),
  },
  {
    name: 'forwarded inline',
    of: 'view',
    made: (_mail, view) =>
      lines(
        ...COVER,
        PLAIN,
        '',
        'Hello, what does this mean?',
        '',
        '-------- Forwarded Message --------',
        ...head(view),
        '',
        shown(view),
      ),
  },
  {
    name: 'forwarded inline by Outlook',
    of: 'view',
    made: (_mail, view) =>
      lines(
        ...COVER,
        PLAIN,
        '',
        'Hello, what does this mean?',
        '',
        '-----Original Message-----',
        ...head(view),
        '',
        shown(view),
      ),
  },
  {
    name: 'forwarded inline by Gmail',
    of: 'view',
    made: (_mail, view) =>
      lines(...COVER, PLAIN, '', '---------- Forwarded message ---------', ...head(view), '', '', shown(view)),
  },
  {
    name: 'quoted in an answer',
    of: 'view',
    made: (_mail, view) =>
      lines(
        ...COVER.map((line) => line.replace('Fwd:', 'Re:')),
        PLAIN,
        '',
        'On Mon, 30 Nov 2026 at 11:22, Mail Delivery System wrote:',
        ...shown(view)
          .split('\n')
          .map((line) => `> ${line}`),
        '',
        'Who can help?',
        '',
      ),
  },
  { name: 'pasted without a header', of: 'view', made: (_mail, view) => shown(view) },
  {
    name: 'pasted with a sentence above',
    of: 'view',
    made: (_mail, view) => lines('Hello, we get this back:', '', shown(view)),
  },
  { name: 'pasted and quoted', of: 'view', made: (_mail, view) => shown(view).replaceAll(/^/gm, '> ') },
  { name: 'pasted in a fence', of: 'view', made: (_mail, view) => lines('```', shown(view), '```') },
  { name: 'pasted with its header', of: 'view', made: (_mail, view) => lines(...head(view), '', shown(view)) },
]
