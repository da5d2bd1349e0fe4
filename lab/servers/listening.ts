import { run, until } from '../shell.ts'
import type { Place, World } from '../world.ts'

/** Waits until something listens on the address; looks at the kernel's list, so that no server sees a connection. */
export async function listening(world: World, place: Place, address: string, port: number): Promise<void> {
  const shown = address.includes(':') ? `[${address}]` : address
  await until(
    `${shown}:${port} in ${world.dir}`,
    async () => {
      const { stdout } = await run(world.within(place, ['ss', '-Hltn', `sport = :${port}`]))
      const wanted = [shown, '0.0.0.0', '*', '[::]'].map((one) => `${one}:${port}`)
      return stdout.split('\n').some((line) => wanted.includes(line.split(/\s+/)[3] ?? ''))
    },
    60_000,
  )
}
