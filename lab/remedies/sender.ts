import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Software } from '../../src/domain/software.ts'
import { openJail, type JailFile } from '../jail.ts'
import type { RootName } from '../packages.ts'
import { LAB_ROOT } from '../pki.ts'
import { run, until, type Ran } from '../shell.ts'
import type { World } from '../world.ts'
import { senderName } from '../zones.ts'

/** What became of one recipient at the first attempt. */
export interface Fate {
  readonly delivered: boolean
  /** The server's own line about it. */
  readonly line: string
  /** The server keeps it back on its own account: its next attempt counts. */
  readonly waits?: boolean
}

/** A real mail server of the sending host, in a root where fixes are applied as an administrator would. */
export interface Sender {
  readonly software: Software
  /** Runs a command of root's shell there. */
  sh(command: string, stdin?: string): Promise<Ran>
  /** Files that a fix may change, and what they say; what is made from them is left out. */
  snapshot(): Promise<string>
  /** Back to the configuration that the server came with, and an empty queue. */
  reset(): Promise<void>
  /** The server reads its configuration again, as a test sets it up. */
  reread(): Promise<void>
  /** Sends messages of so many octets, each to these recipients, and waits for the first attempt's end. */
  send(messages: readonly (readonly string[])[], bytes?: number): Promise<readonly Fate[]>
}

/** What differs between the servers. */
export interface SenderKind {
  readonly software: Software
  readonly root: RootName
  readonly files: (world: World) => readonly JailFile[]
  /** Folders and files that an undo must bring back as they were. */
  readonly configuration: readonly string[]
  /** Makes the ordinary configuration, once. */
  readonly begin: (world: World) => string
  /** Empties the queue, and forgets what was learnt of other servers. */
  readonly clear: string
  /** Further, after the first attempt. The printed steps must start what ends here. */
  readonly settle?: string
  readonly reread: string
  /** Tries what waits in the queue once more. */
  readonly retry?: string
  /** Ends a server that a trial started. */
  readonly halt?: string
  /** Submits the message on stdin to `rcpts`. */
  readonly submit: (rcpts: readonly string[]) => string
  /** `submit` ends with the first attempt. */
  readonly inForeground?: boolean
  /** Lines about what became of recipients. */
  readonly log: string
  readonly fate: (line: string, rcpt: string) => Fate | undefined
  /** One line ends an attempt, and what comes after it is another attempt. */
  readonly firstCounts?: boolean
  /** What `systemctl VERB UNIT` does here, where no init runs. */
  readonly systemctl: string
}

const MESSAGE = 'Subject: lab\nFrom: lab@sender.example\n\nA line.\n'
/** Longer than the timeouts of every sender, on a machine that is busy with much else. */
const PATIENCE_MS = 90_000
const RETRIES = 6
const DERIVED = ['*.db', 'sendmail.cf*', 'submit.cf*', '*.errors', '*.bak', '*.old', 'databases', 'Makefile']

export async function startSender(world: World, kind: SenderKind): Promise<Sender> {
  const jail = await openJail(world, 'sender', kind.root, senderName(world), [
    { path: '/etc/ssl/lab-root.pem', text: readFileSync(LAB_ROOT, 'utf8') },
    { path: '/usr/local/sbin/systemctl', text: `#!/bin/sh\n${kind.systemctl}\n`, mode: 0o755 },
    ...kind.files(world),
  ])
  const first = jail.start(['sh', '-c', 'echo up; while :; do sleep 3600; done'])
  const sh = (command: string, stdin = ''): Promise<Ran> =>
    run(jail.beside(first, ['sh', '-c', `cd /\n${command}`]), {
      stdin,
      timeoutMs: 180_000,
      env: { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' },
    })
  const must = async (command: string): Promise<string> => {
    const ran = await sh(command)
    if (ran.code !== 0) throw new Error(`${kind.software}: ${command}: ${ran.stderr || ran.stdout}`)
    return ran.stdout
  }
  await until('the root of the sender', async () => (await sh('test -x /usr/local/sbin/systemctl')).code === 0)
  // Read from outside: a look at it costs no process.
  const log = join(jail.upper, kind.log)
  // Who delivers before it ends, and says nothing, has kept the recipient for its next attempt.
  const unknown: Fate = { delivered: false, waits: kind.inForeground === true, line: 'no attempt ended' }
  /** What the log says of these recipients, as soon as it says something of each. */
  async function outcome(rcpts: readonly string[]): Promise<Fate[]> {
    const fates = new Map<string, Fate>()
    const heard = (): boolean => {
      const lines = existsSync(log) ? readFileSync(log, 'utf8').split('\n') : []
      for (const rcpt of rcpts) {
        const told = lines.map((line) => kind.fate(line, rcpt)).filter((one) => one !== undefined)
        const fate = kind.firstCounts === true && told[0]?.waits !== true ? told[0] : told.at(-1)
        if (fate !== undefined) fates.set(rcpt, fate)
      }
      return fates.size === rcpts.length
    }
    if (kind.inForeground === true) heard()
    else await until('an attempt', async () => heard(), PATIENCE_MS).catch(() => {})
    return rcpts.map((rcpt) => fates.get(rcpt) ?? unknown)
  }
  const folders = kind.configuration.join(' ')
  await must(`set -e\n${kind.begin(world)}\nmkdir -p /root/ordinary\ncd /\ncp -a --parents ${folders} /root/ordinary`)
  return {
    software: kind.software,
    sh,
    // A blank at the end of a line means nothing: postconf writes `relayhost = ` for an empty value, whatever stood there.
    snapshot: () =>
      must(
        `find ${folders} -type f -size +0 ${DERIVED.map((name) => `! -name '${name}'`).join(' ')} -print0 | sort -z | xargs -0 awk '{ sub(/[ \\t]+$/, ""); print FILENAME ":" $0 }'`,
      ),
    async reset() {
      await must(`${kind.halt ?? ':'}\nrm -rf ${folders}; cp -a /root/ordinary/. /\n${kind.clear}`)
    },
    async reread() {
      await must(kind.reread)
    },
    async send(messages, bytes = 0) {
      await must(`${kind.clear}\ntruncate -c -s 0 ${kind.log}`)
      await must(
        `printf '${MESSAGE.replaceAll('\n', '\\n')}' > /root/message; yes 'Many lines of a message.' | head -c ${bytes} >> /root/message`,
      )
      const script = messages.map((rcpts) => `cat /root/message | ${kind.submit(rcpts)}`)
      await sh([...script, 'wait'].join('\n'))
      const rcpts = messages.flat()
      const fates = await outcome(rcpts)
      for (let round = 0; round < RETRIES && kind.retry !== undefined && fates.some(({ waits }) => waits); round += 1) {
        const waiting = rcpts.filter((_, index) => fates[index]?.waits)
        await must(`truncate -c -s 0 ${kind.log}\n${kind.retry}`)
        const again = await outcome(waiting)
        waiting.forEach((rcpt, index) => {
          fates[rcpts.indexOf(rcpt)] = again[index] ?? unknown
        })
      }
      if (kind.settle !== undefined) await must(kind.settle)
      return fates
    },
  }
}
