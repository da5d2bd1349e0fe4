import { each, isLog, lines, single } from './surrounding.ts'
import type { Surrounding } from './surrounding.ts'

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
const FENCE = '```'

/** How mails, forums and web pages set what somebody pastes, and what people write around it. */
export const PAGES: readonly Surrounding[] = [
  { name: 'quoted in a mail', around: each('> ') },
  { name: 'quoted twice', around: each('> > ') },
  { name: 'quoted without a blank', around: each('>> ') },
  { name: 'quoted with bars', around: each('| ') },
  {
    name: 'quoted with who wrote it',
    around: (text) => lines('Am 30.11.2026 um 11:22 schrieb Ann Example:', each('> ')(text)),
  },
  { name: 'a fence', around: (text) => lines(FENCE, text, FENCE) },
  { name: 'a fence with a language', around: (text) => lines(`${FENCE}log`, text, FENCE) },
  { name: 'a fence with tildes', around: (text) => lines('~~~', text, '~~~') },
  { name: 'inline code', around: single((text) => (text.includes('`') ? text : `\`${text}\``)) },
  {
    name: 'inline code in a sentence',
    around: single((text) => `Since yesterday the job ends with \`${text.replaceAll('`', "'")}\`.`),
  },
  {
    name: 'a table',
    around: single((text) =>
      lines(
        '| Time | Level | Message |',
        '|---|---|---|',
        `| 11:22:33 | error | ${text.replaceAll('|', String.raw`\|`)} |`,
      ),
    ),
  },
  { name: 'a bullet', around: single((text) => `- ${text}`) },
  { name: 'a numbered point', around: single((text) => `1. ${text}`) },
  { name: 'bold', around: single((text) => `**${text}**`) },
  { name: 'HTML pre', around: (text) => `<pre>${escaped(text)}</pre>` },
  { name: 'HTML pre and code', around: (text) => `<pre><code class="language-log">${escaped(text)}\n</code></pre>` },
  { name: 'HTML lines', around: (text) => `<p>${escaped(text).replaceAll('\n', '<br>\n')}</p>` },
  {
    name: 'HTML with numbered entities',
    around: (text) =>
      `<div class="error">${escaped(text).replaceAll('&quot;', '&#34;').replaceAll("'", '&#x27;').replaceAll('/', '&#x2F;')}</div>`,
  },
  {
    name: 'a details block',
    around: (text) => lines('<details><summary>Log</summary>', '', FENCE, text, FENCE, '', '</details>'),
  },
  { name: 'BBCode', around: (text) => `[code]${text}[/code]` },
  { name: 'a heading', around: (text) => lines('Error log:', text) },
  { name: 'a heading of Markdown', around: (text) => lines('### Relevant log output', '', text) },
  {
    name: 'a form of an issue',
    around: (text) =>
      lines(
        '**Describe the bug**',
        'Notifications do not arrive.',
        '',
        '**Logs**',
        FENCE,
        text,
        FENCE,
        '',
        '**Version**',
        '3.4.1',
      ),
  },
  {
    name: 'a person above',
    around: (text) => lines('Hello,', '', 'since yesterday our server writes this:', '', text),
  },
  {
    name: 'a person above and below',
    around: (text) => lines('Hello, since yesterday our server writes:', '', text, '', 'Any idea? Thanks'),
  },
  { name: 'a person in one line', around: single((text) => `Hi all, I get this error: ${text}`) },
  { name: 'a person below', around: (text) => lines(text, '', 'What does this mean? Thank you in advance, Ann') },
  {
    name: 'a German around it',
    around: (text) => lines('Hallo zusammen, seit gestern steht im Log:', '', text, '', 'Hat jemand eine Idee? Danke!'),
  },
  {
    name: 'a French around it',
    around: (text) =>
      lines('Bonjour, depuis hier nous avons ceci dans les journaux :', '', text, '', 'Une idée ? Merci'),
  },
  {
    name: 'a Spaniard around it',
    around: (text) => lines('Hola, desde ayer aparece esto en el registro:', '', text, '', '¿Alguna idea? Gracias'),
  },
  { name: 'a page below', around: (text) => lines(text, 'See https://docs.example.org/errors for details.') },
  { name: 'a page behind', around: single((text) => `${text} (https://docs.example.org/errors/42)`) },
  { name: 'a chat', around: single((text) => `[11:22] ann: ${text}`) },
  {
    name: 'a signature below',
    around: (text) =>
      lines(text, '', '-- ', 'Ann Example, Example GmbH, Hauptstr. 1, 12345 Berlin', 'Tel. +49 30 1234567'),
  },
  {
    name: 'a head of a mail above',
    around: (text) =>
      lines(
        'From: cron@web1.example.org',
        'To: ann@example.org',
        'Subject: job 42 failed',
        'Date: Mon, 30 Nov 2026 11:22:33 +0100',
        '',
        text,
      ),
  },
  { name: 'a shell', around: (text) => (isLog(text) ? undefined : lines('$ ./run-job 42', text, '$ echo $?', '1')) },
  {
    name: 'a shell with a prompt',
    around: (text) => (isLog(text) ? undefined : lines('ann@web1:~$ ./run-job 42', text, 'ann@web1:~$')),
  },
]
