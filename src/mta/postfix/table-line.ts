import type { RemedyStep } from '../../domain/lever.ts'
import { sh } from '../lever-writer.ts'

/** A line of a lookup table. Of two lines with one key the first counts, so an older one goes (texthash, postmap(1)). */
export function line(file: string, key: string, value: string, why?: string): readonly RemedyStep[] {
  return [
    sh(`touch ${file}; ${withoutKey(file, key)}`, 'an older line with the same key would count'),
    sh(`echo '${key}  ${value}' >>${file}`, why),
  ]
}

export function lineGone(file: string, key: string): RemedyStep {
  return sh(withoutKey(file, key))
}

function withoutKey(file: string, key: string): string {
  const literal = key.replaceAll(/[.[\]*/\\^$]/g, String.raw`\$&`)
  return `sed -i '/^${literal}[[:space:]]/d' ${file}`
}
