import type { LineMapper } from '../lines/line-decoder.ts'

const CRI = /^\d{4}-\d\d-\d\dT[\d:.]{8,18}(?:Z|[+-]\d\d:\d\d) std(?:out|err) ([PF]) /
/** Docker's json-file: a line that was longer than a piece (16 KiB) has its line end in the last one. */
const DOCKER = /^\{"log":"((?:[^"\\]|\\.)*)","stream":"(?:stdout|stderr)"/
const JOINED_LIMIT = 262_144

export function looksLikePieces(sample: readonly string[]): boolean {
  return sample.some((line) => CRI.exec(line)?.[1] === 'P' || isDockerPiece(line))
}

function isDockerPiece(line: string): boolean {
  const log = DOCKER.exec(line)?.[1]
  return log !== undefined && log !== '' && !log.endsWith(String.raw`\n`)
}

/** Puts a container's line together that its runtime wrote in pieces. */
export function openPieces(): LineMapper {
  /** The beginning of the first piece's line, up to and with what it has of the text. */
  let open = ''

  function flush(): string {
    const text = open
    open = ''
    return text === '' ? '' : `${text}\n`
  }

  function joined(line: string, from: number, goesOn: boolean): string {
    const whole = open === '' ? line : open + line.slice(from)
    open = ''
    if (!goesOn || whole.length > JOINED_LIMIT) return `${whole}\n`
    open = whole
    return ''
  }

  return {
    line(line) {
      const cri = CRI.exec(line)
      if (cri !== null) {
        const whole = line.slice(0, cri[0].length - 2) + line.slice(cri[0].length - 2).replace(/^P/, 'F')
        return joined(whole, cri[0].length, cri[1] === 'P')
      }
      const docker = DOCKER.exec(line)
      if (docker === null) return `${flush()}${line}\n`
      if (isDockerPiece(line)) {
        const upTo = line.slice(0, '{"log":"'.length + (docker[1] ?? '').length)
        return joined(upTo, '{"log":"'.length, true)
      }
      return joined(line, '{"log":"'.length, false)
    },
    end: flush,
  }
}
