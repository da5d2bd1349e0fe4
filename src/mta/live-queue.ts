/**
 * Sizes of the messages in the queue, by queue id, in constant memory. Ids are kept as two 32-bit hashes in two generations of
 * a fixed size: when the young one is full the old one is dropped, so an id is remembered for at least `capacity` newer ones.
 */
export interface LiveQueue {
  /** True when the id was not there. Size −1: not known. */
  add(id: string, scope: number, sizeBytes: number): boolean
  /** NaN when the id is not there or its size was not told. */
  sizeOf(id: string, scope: number): number
  remove(id: string, scope: number): void
  /** Ids that were dropped while their messages were perhaps still queued. */
  forgotten(): number
}

interface Generation {
  readonly first: Int32Array
  readonly second: Int32Array
  readonly sizes: Int32Array
  used: number
  live: number
}

const TOMBSTONE = 1

export function createLiveQueue(capacity = 1 << 17): LiveQueue {
  const slots = capacity * 2
  const mask = slots - 1
  let young = generation(slots)
  let old = generation(slots)
  let forgotten = 0
  let second = 0

  function hash(id: string, scope: number): number {
    let a = scope ^ 0x811c9dc5
    let b = scope + 0x9e3779b9
    for (let index = 0; index < id.length; index++) {
      const code = id.charCodeAt(index)
      a = Math.imul(a ^ code, 0x01000193)
      b = Math.imul(b + code, 0x85ebca6b) ^ (b >>> 13)
    }
    a ^= a >>> 15
    second = b | 0
    return a === 0 || a === TOMBSTONE ? a + 2 : a
  }

  function find(table: Generation, first: number): number {
    let slot = first & mask
    while (table.first[slot] !== 0) {
      if (table.first[slot] === first && table.second[slot] === second) return slot
      slot = (slot + 1) & mask
    }
    return -1
  }

  function insert(first: number, sizeBytes: number): void {
    let slot = first & mask
    while (young.first[slot] !== 0) slot = (slot + 1) & mask
    young.first[slot] = first
    young.second[slot] = second
    young.sizes[slot] = sizeBytes
    young.used++
    young.live++
    if (young.used < capacity) return
    forgotten += old.live
    const spare = old
    old = young
    spare.first.fill(0)
    spare.used = 0
    spare.live = 0
    young = spare
  }

  return {
    add(id, scope, sizeBytes) {
      const first = hash(id, scope)
      const size = Math.min(sizeBytes, 0x7fffffff)
      let slot = find(young, first)
      if (slot >= 0) {
        if (size >= 0) young.sizes[slot] = size
        return false
      }
      slot = find(old, first)
      const isNew = slot < 0
      const known = isNew ? -1 : (old.sizes[slot] ?? -1)
      if (!isNew) {
        old.first[slot] = TOMBSTONE
        old.live--
      }
      insert(first, size >= 0 ? size : known)
      return isNew
    },
    sizeOf(id, scope) {
      const first = hash(id, scope)
      let slot = find(young, first)
      let table = young
      if (slot < 0) {
        slot = find(old, first)
        table = old
      }
      const size = slot < 0 ? -1 : (table.sizes[slot] ?? -1)
      return size < 0 ? Number.NaN : size
    },
    remove(id, scope) {
      const first = hash(id, scope)
      let slot = find(young, first)
      let table = young
      if (slot < 0) {
        slot = find(old, first)
        table = old
      }
      if (slot < 0) return
      table.first[slot] = TOMBSTONE
      table.live--
    },
    forgotten: () => forgotten,
  }
}

function generation(slots: number): Generation {
  return {
    first: new Int32Array(slots),
    second: new Int32Array(slots),
    sizes: new Int32Array(slots),
    used: 0,
    live: 0,
  }
}

/** A number for a text, to tell hosts apart in keys. */
export function scopeOf(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return hash | 0
}
