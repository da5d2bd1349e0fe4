import { codeOrWords } from './error-code.ts'

/** Why a file could not be read or written, in words. */
export function fileTrouble(error: unknown): string {
  const code = codeOrWords(error)
  switch (code) {
    case 'ENOENT':
      return 'there is no such file'
    case 'EACCES':
      return 'no permission'
    case 'EISDIR':
      return 'it is a directory'
    case 'ENXIO':
      return 'it is a socket, or a device that is not there'
    case 'ELOOP':
      return 'its links lead in a circle'
    case 'ENOSPC':
      return 'no space is left on the device'
    case 'EDQUOT':
      return 'the disk quota is used up'
    case 'EFBIG':
      return 'the file would be too large'
    case 'ENAMETOOLONG':
      return 'the name is too long'
    case 'EROFS':
      return 'the file system is read-only'
    default:
      return code
  }
}
