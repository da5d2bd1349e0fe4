import { isTarHeader, TAR_BLOCK_BYTES } from './tar-header.ts'

/** What begins so is read by no one here; what makes a log of it. */
const UNREAD: readonly (readonly [magic: string, what: string, command: string])[] = [
  ['BZh', 'packed with bzip2', 'bzcat FILE'],
  ['\u00fd7zXZ', 'packed with xz', 'xzcat FILE'],
  ['\u0004"M\u0018', 'packed with lz4', 'lz4cat FILE'],
  ['LZIP', 'packed with lzip', 'lzip -dc FILE'],
  ['\u001f\u009d', 'packed with compress', 'uncompress -c FILE'],
  ["7z\u00bc\u00af'\u001c", 'packed with 7-Zip', '7z x -so FILE'],
  ['Rar!\u001a', 'packed with RAR', 'unrar p -inul FILE'],
  ['LPKSHHRH', "a file of systemd's journal", 'journalctl --file FILE -o json'],
]

export type Packing =
  | { readonly kind: 'plain' | 'gzip' | 'zstd' | 'tar' | 'zip' }
  | { readonly kind: 'unread'; readonly note: string }

/** Told by the first octets, for logrotate and KumoMTA name files as they like; so many of them tell it surely. */
export const TELLING_BYTES = TAR_BLOCK_BYTES

export function packingOf(head: Buffer): Packing {
  const text = head.toString('latin1', 0, 8)
  if (text.startsWith('\u001f\u008b')) return { kind: 'gzip' }
  if (text.startsWith('(\u00b5/\u00fd')) return { kind: 'zstd' }
  if (text.startsWith('PK\u0003\u0004')) return { kind: 'zip' }
  for (const [magic, what, command] of UNREAD)
    if (text.startsWith(magic))
      return { kind: 'unread', note: `${what}, which is not read: unpack it to a pipe (${command} | hangup logs -)` }
  return { kind: isTarHeader(head) ? 'tar' : 'plain' }
}

/** No end of a line stands near the beginning of anything that is packed. */
export function isSurelyPlain(head: Buffer): boolean {
  return head.length >= 8 && head.includes(10) && packingOf(head).kind === 'plain'
}
