import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { must, run } from './shell.ts'

/** Everything built once and kept between runs: roots of the mail servers, keys. */
export const CACHE = process.env['HANGUP_LAB_CACHE'] ?? join(tmpdir(), 'hangup-lab')

const TOOLS: readonly (readonly [file: string, name: string])[] = [
  ['/usr/sbin/ip', 'iproute2'],
  ['/usr/sbin/iptables', 'iptables'],
  ['/usr/sbin/ethtool', 'ethtool'],
  ['/usr/bin/tcpdump', 'tcpdump'],
  ['/usr/bin/python3', 'python3'],
  ['/usr/bin/ldns-signzone', 'ldnsutils'],
  ['/usr/sbin/unbound', 'unbound'],
  ['/usr/sbin/nsd', 'nsd'],
  ['/usr/sbin/haproxy', 'haproxy'],
  ['/usr/bin/openssl', 'openssl'],
  ['/usr/bin/faketime', 'faketime'],
  ['/usr/bin/tracepath', 'iputils-tracepath'],
]

/** The mail servers that Debian will not install side by side, each in a root of its own. */
const ROOTS = {
  postfix: ['postfix', 'postfix-pcre'],
  exim: ['exim4-daemon-heavy'],
  opensmtpd: ['opensmtpd'],
  sendmail: ['sendmail-bin', 'sendmail-base', 'sendmail-cf', 'm4'],
} as const

/** Servers that only Debian's next release holds. Built when something asks for one: it brings that release's C library along. */
const NEWER_ROOTS = { 'opensmtpd-7': ['opensmtpd'] } as const
const NEWER_RELEASE = 'trixie'

type NewerRootName = keyof typeof NEWER_ROOTS
export type RootName = keyof typeof ROOTS | NewerRootName

/** The changes that a package makes to the host's root: the upper half of an overlay. */
export function rootUpper(name: RootName): string {
  return join(CACHE, 'roots', name, 'upper')
}

/** Installs tools and builds the roots, as far as they are not there yet. */
export async function installAll(say: (line: string) => void): Promise<void> {
  const missing = TOOLS.filter(([file]) => !existsSync(file)).map(([, name]) => name)
  const unbuilt = (Object.keys(ROOTS) as (keyof typeof ROOTS)[]).filter((name) => !isBuilt(name))
  if (missing.length === 0 && unbuilt.length === 0) return
  await must(['apt-get', 'update'], { timeoutMs: 300_000 })
  if (missing.length > 0) {
    say(`installing ${missing.join(' ')}`)
    await withoutServices(() => must(apt(missing), { timeoutMs: 600_000 }))
  }
  if (unbuilt.length > 0) {
    say(`building roots for ${unbuilt.join(' ')}`)
    await Promise.all(unbuilt.map((name) => buildRoot(name, ROOTS[name])))
  }
}

/** Builds the root of a server that only the next release holds, unless it is there. */
export async function installNewer(name: NewerRootName): Promise<void> {
  if (isBuilt(name)) return
  // The archive that this host uses, under the other release's name.
  const sources = `for file in etc/apt/sources.list etc/apt/sources.list.d/debian.sources; do
  [ -e "$file" ] && sed -i -E 's/\\b(buster|bullseye|bookworm)\\b/${NEWER_RELEASE}/g' "$file"
done
chroot . dpkg --configure -a
chroot . apt-get update`
  await buildRoot(name, NEWER_ROOTS[name], sources)
}

function isBuilt(name: RootName): boolean {
  return existsSync(join(CACHE, 'roots', name, 'done'))
}

function apt(names: readonly string[]): string[] {
  return ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', 'install', '-y', '--no-install-recommends', ...names]
}

/** Debian starts daemons on installation unless policy-rc.d forbids it (exit 101). */
async function withoutServices(install: () => Promise<unknown>): Promise<void> {
  const policy = '/usr/sbin/policy-rc.d'
  const ours = !existsSync(policy)
  if (ours) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    await install()
  } finally {
    if (ours) rmSync(policy, { force: true })
  }
}

async function buildRoot(name: RootName, packages: readonly string[], before = ':'): Promise<void> {
  const base = join(CACHE, 'roots', name)
  rmSync(base, { recursive: true, force: true })
  for (const part of ['upper', 'work', 'root']) mkdirSync(join(base, part), { recursive: true })
  const script = `set -e
mount -t overlay overlay -o lowerdir=/,upperdir=${base}/upper,workdir=${base}/work ${base}/root
cd ${base}/root
mount --bind /proc proc; mount --rbind /dev dev; mount -t tmpfs tmpfs run; mount -t tmpfs tmpfs tmp
printf '#!/bin/sh\\nexit 101\\n' > usr/sbin/policy-rc.d; chmod 755 usr/sbin/policy-rc.d
${before}
DEBIAN_FRONTEND=noninteractive chroot . apt-get install -y --no-install-recommends ${packages.join(' ')}
rm -rf var/cache/apt/archives/*.deb
`
  const ran = await run(['unshare', '-m', '--propagation', 'private', 'sh', '-c', script], { timeoutMs: 600_000 })
  if (ran.code !== 0) throw new Error(`building the ${name} root failed: ${(ran.stderr || ran.stdout).slice(-800)}`)
  writeFileSync(join(base, 'done'), '')
}
