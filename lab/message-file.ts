import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Scene } from './scene.ts'

/** Arguments that send a message from a file: an ordinary one, with one more header line or another body. */
export function writeMessage(
  { world, from, rcpt, sending }: Scene,
  { header, body = 'As discussed.' }: { readonly header?: string; readonly body?: string },
): string[] {
  const file = join(world.dir, 'message.eml')
  const lines = [
    `From: <${from}>`,
    `To: <${rcpt}>`,
    'Subject: Re: the offer',
    ...(header === undefined ? [] : [header]),
    'Message-ID: <1@lab.example>',
    '',
    body,
    '',
  ]
  writeFileSync(file, lines.join('\r\n'), 'latin1')
  const sized = sending(0)
  return [...sized.slice(0, sized.indexOf('--size')), '--message', file]
}
