import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { getCiphers } from 'node:tls'

/** Where Debian's package has them. */
const HOME = '/etc/testssl'
const SUITES = 'cipher-mapping.txt'
/** It checks a chain against each list of authorities in turn; the system's own is the one that decides for us. */
const AUTHORITIES = 'Linux.pem'

/**
 * A folder of testssl.sh's data, written into the one given, with only the suites that a server in Node can have, of its 370. It forks three
 * times for each suite before it begins, and asks for each; where a fork is dear that is minutes, which were once taken for a hang.
 * Gives the setting that leads it there; none where its data lie elsewhere.
 */
export function testsslData(folder: string): readonly string[] {
  if (!existsSync(join(HOME, SUITES))) return []
  const ours = join(folder, 'data')
  mkdirSync(ours)
  for (const name of readdirSync(HOME))
    if (name !== SUITES && (!name.endsWith('.pem') || name === AUTHORITIES))
      symlinkSync(join(HOME, name), join(ours, name))
  writeFileSync(join(ours, SUITES), suitesOfNode(readFileSync(join(HOME, SUITES), 'utf8')))
  return [`TESTSSL_INSTALL_DIR=${ours}`]
}

/** Suites of OpenSSL that Node does not list, and that a server has all the same once they are named or ALL are. */
const UNLISTED = /ARIA|CCM|CAMELLIA|^AE?C?DH-/

/** Lines `0xC0,0x30 - ECDHE-RSA-AES256-GCM-SHA384 TLS_ECDHE_RSA_…`. */
function suitesOfNode(mapping: string): string {
  const known = new Set(getCiphers())
  const lines = mapping.split('\n').filter((line) => {
    const name = line.trim().split(/ +/)[2] ?? ''
    return known.has(name.toLowerCase()) || UNLISTED.test(name)
  })
  return `${lines.join('\n')}\n`
}
