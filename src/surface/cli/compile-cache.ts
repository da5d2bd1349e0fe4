import nodeModule from 'node:module'
import { homedir } from 'node:os'
import { join } from 'node:path'

/**
 * A thousand modules are compiled (from the sources: stripped of their types too) in a second of CPU time, or read as they were compiled the
 * last time in a third of one. The folder is the user's own: what lies in the shared one of the system, anybody could have put there.
 * NODE_DISABLE_COMPILE_CACHE=1 switches it off; a folder that cannot be written is no failure.
 */
export function compileCache(): void {
  try {
    nodeModule.enableCompileCache(join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'hangup'))
  } catch {
    // A user without a home has no cache.
  }
}
