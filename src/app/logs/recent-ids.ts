/** The messages that something happened to of late, in a few kilobytes. */
export interface RecentIds {
  /** True when the id is none of them. */
  add(id: string): boolean
}

/** Each id has one slot, where it takes the place of another. Some of the last thousand are therefore forgotten, and none is held alive. */
const SLOTS = 1_024

export function createRecentIds(): RecentIds {
  const known = new Int32Array(SLOTS)
  return {
    add(id) {
      let hash = 0x811c9dc5
      for (let index = 0; index < id.length; index++) hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193)
      const slot = (hash ^ (hash >>> 15)) & (SLOTS - 1)
      if (known[slot] === hash) return false
      known[slot] = hash
      return true
    },
  }
}
