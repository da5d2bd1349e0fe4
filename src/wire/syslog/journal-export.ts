/**
 * systemd's journal export format (https://systemd.io/JOURNAL_EXPORT_FORMATS/): `FIELD=value` lines, an empty line between entries, and
 * binary fields as a line with the name alone, eight octets of length (little end first), the data and a line feed.
 */
export interface JournalExport {
  /** Octets of the export in any pieces; journald's JSON lines out. */
  push(octets: Uint8Array): string
  /** The input has ended, perhaps without an empty line. */
  end(): string
}

/** The fields that a frame is made of, and those that name a program where no identifier does. */
const WANTED: ReadonlySet<string> = new Set([
  '__REALTIME_TIMESTAMP',
  '_SOURCE_REALTIME_TIMESTAMP',
  '_HOSTNAME',
  'SYSLOG_IDENTIFIER',
  '_COMM',
  'SYSLOG_PID',
  '_PID',
  'MESSAGE',
])
const VALUE_LIMIT = 65_536
const NAME_LIMIT = 256
const LENGTH_BYTES = 8

export function looksLikeJournalExport(octets: Uint8Array): boolean {
  return startsWith(octets, '__CURSOR=') || startsWith(octets, '__REALTIME_TIMESTAMP=')
}

function startsWith(octets: Uint8Array, word: string): boolean {
  for (let index = 0; index < word.length; index++) if (octets[index] !== word.charCodeAt(index)) return false
  return true
}

export function openJournalExport(): JournalExport {
  let entry: Record<string, string> = {}
  let line: number[] = []
  let name = ''
  /** Octets of a binary field that are still to come, its line feed among them. */
  let data = 0
  let length = 0
  let lengthBytes = 0

  function flush(): string {
    const said = 'MESSAGE' in entry ? `${JSON.stringify(entry)}\n` : ''
    entry = {}
    return said
  }

  function field(named: string, octets: readonly number[]): void {
    if (WANTED.has(named)) entry[named] = textOf(octets)
  }

  /** A line has ended. Returns an entry where it was the empty one. */
  function finish(): string {
    const ended = line
    line = []
    if (ended.length === 0) return flush()
    const equals = ended.indexOf(61)
    if (equals >= 0) field(textOf(ended.slice(0, equals)), ended.slice(equals + 1))
    else {
      name = textOf(ended.slice(0, NAME_LIMIT))
      length = 0
      lengthBytes = LENGTH_BYTES
    }
    return ''
  }

  function binary(octet: number): void {
    data--
    if (data > 0) {
      if (line.length < VALUE_LIMIT && WANTED.has(name)) line.push(octet)
      return
    }
    field(name, line)
    line = []
  }

  return {
    push(octets) {
      let lines = ''
      for (let index = 0; index < octets.length; index++) {
        const octet = octets[index] ?? 0
        if (lengthBytes > 0) {
          length += octet * 256 ** (LENGTH_BYTES - lengthBytes)
          lengthBytes--
          if (lengthBytes === 0) data = length + 1
        } else if (data > 0) binary(octet)
        else if (octet === 10) lines += finish()
        else if (line.length < VALUE_LIMIT) line.push(octet)
      }
      return lines
    },
    end() {
      const last = line.length > 0 && data === 0 ? finish() : ''
      return last + flush()
    },
  }
}

const decoder = new TextDecoder()

/** A message of several lines becomes one: a frame is one line. */
function textOf(octets: readonly number[]): string {
  return decoder.decode(Uint8Array.from(octets)).replaceAll(/[\r\n]+/g, ' ')
}
