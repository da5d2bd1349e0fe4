/**
 * Sizes of the messages in the queue, by queue id, in constant memory. Ids are kept as two 32-bit hashes in two generations of
 * a fixed size: when the young one is full the old one is dropped, so an id is remembered for at least `capacity` newer ones.
 */
export interface LiveQueue {
  /** Names the id that the other calls are about. `scope` tells hosts apart, see `scopeOf`. */
  at(octets: Uint8Array, start: number, end: number, scope: number): LiveQueue
  atText(id: string, scope: number): LiveQueue
  /** True when the id was not there. Size −1: not known. */
  add(sizeBytes: number): boolean
  /** NaN when the id is not there or its size was not told. */
  size(): number
  remove(): void
}

interface Generation {
  readonly first: Int32Array
  readonly second: Int32Array
  readonly sizes: Int32Array
  used: number
  live: number
}

const TOMBSTONE = 1

/** `onForget`: so many ids were dropped while their messages were perhaps still queued. */
export function createLiveQueue(capacity = 1 << 17, onForget?: (count: number) => void): LiveQueue {
  const slots = capacity * 2
  const mask = slots - 1
  let young = generation(slots)
  let old = generation(slots)
  let first = 2
  let second = 0

  function finish(a: number, b: number): void {
    const mixed = a ^ (a >>> 15)
    first = mixed === 0 || mixed === TOMBSTONE ? mixed + 2 : mixed
    second = b | 0
  }

  function find(table: Generation): number {
    let slot = first & mask
    while (table.first[slot] !== 0) {
      if (table.first[slot] === first && table.second[slot] === second) return slot
      slot = (slot + 1) & mask
    }
    return -1
  }

  function insert(sizeBytes: number): void {
    let slot = first & mask
    while (young.first[slot] !== 0) slot = (slot + 1) & mask
    young.first[slot] = first
    young.second[slot] = second
    young.sizes[slot] = sizeBytes
    young.used++
    young.live++
    if (young.used < capacity) return
    if (old.live > 0) onForget?.(old.live)
    const spare = old
    old = young
    spare.first.fill(0)
    spare.used = 0
    spare.live = 0
    young = spare
  }

  function drop(table: Generation, slot: number): void {
    table.first[slot] = TOMBSTONE
    table.live--
  }

  const queue: LiveQueue = {
    at(octets, start, end, scope) {
      let a = scope ^ 0x811c9dc5
      let b = scope
      for (let index = start; index < end; index++) {
        const code = octets[index] ?? 0
        a = Math.imul(a ^ code, 0x01000193)
        b = Math.imul(b + code, 0x85ebca6b) ^ (b >>> 13)
      }
      finish(a, b)
      return queue
    },
    atText(id, scope) {
      let a = scope ^ 0x811c9dc5
      let b = scope
      for (let index = 0; index < id.length; index++) {
        const code = id.charCodeAt(index)
        a = Math.imul(a ^ code, 0x01000193)
        b = Math.imul(b + code, 0x85ebca6b) ^ (b >>> 13)
      }
      finish(a, b)
      return queue
    },
    add(sizeBytes) {
      const size = Math.min(sizeBytes, 0x7fffffff)
      const inYoung = find(young)
      if (inYoung >= 0) {
        if (size >= 0) young.sizes[inYoung] = size
        return false
      }
      const inOld = find(old)
      const known = inOld < 0 ? -1 : (old.sizes[inOld] ?? -1)
      if (inOld >= 0) drop(old, inOld)
      insert(size >= 0 ? size : known)
      return inOld < 0
    },
    size() {
      const inYoung = find(young)
      const size = inYoung >= 0 ? young.sizes[inYoung] : old.sizes[find(old)]
      return size === undefined || size < 0 ? Number.NaN : size
    },
    remove() {
      const inYoung = find(young)
      if (inYoung >= 0) return drop(young, inYoung)
      const inOld = find(old)
      if (inOld >= 0) drop(old, inOld)
    },
  }
  return queue
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
