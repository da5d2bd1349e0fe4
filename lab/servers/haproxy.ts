import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { World } from '../world.ts'
import { listening } from './listening.ts'

/** A TCP balancer without health checks in front of `backends`, taken in turn. */
export async function startHaproxy(world: World, backends: readonly string[]): Promise<void> {
  const address = world.receiverAddress()
  const file = join(world.dir, 'haproxy.cfg')
  writeFileSync(
    file,
    [
      'defaults',
      '  mode tcp\n  retries 0\n  timeout connect 2s\n  timeout client 300s\n  timeout server 300s',
      'listen smtp',
      `  bind ${address}:25\n  balance roundrobin`,
      ...backends.map((backend, index) => `  server s${index} ${backend}`),
      '',
    ].join('\n'),
  )
  world.start('receiver', 'haproxy', ['haproxy', '-db', '-f', file])
  await listening(world, 'receiver', address, 25)
}
