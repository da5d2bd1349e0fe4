import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rootUpper } from '../lab/packages.ts'

/**
 * Postfix's own TLS prober. Installing Postfix starts a mail server, so where the host has none the one that the lab has unpacked is run
 * (`npm run lab` unpacks it), with its libraries and a configuration of its own. undefined: there is neither.
 */
export function posttlsFinger(): readonly string[] | undefined {
  if (existsSync('/usr/sbin/posttls-finger') && existsSync('/etc/postfix/main.cf')) return ['/usr/sbin/posttls-finger']
  const upper = rootUpper('postfix')
  const program = join(upper, 'usr/sbin/posttls-finger')
  if (!existsSync(program)) return undefined
  const config = mkdtempSync(join(tmpdir(), 'hangup-bench-postfix-'))
  // The owners only have to exist, and to differ.
  const owners = 'mail_owner = mail\nsetgid_group = games\n'
  writeFileSync(join(config, 'main.cf'), `compatibility_level = 3.6\nmyhostname = bench.test\n${owners}`)
  return ['env', `MAIL_CONFIG=${config}`, `LD_LIBRARY_PATH=${join(upper, 'usr/lib/postfix')}`, program]
}
