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
  /** Three cells a slot, side by side so that one fetch from memory brings all: first hash, second hash, size. */
  readonly cells: Int32Array
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

  /** Where the id's cells stand, or −1. */
  function find(table: Generation): number {
    const { cells } = table
    let slot = first & mask
    for (let cell = slot * 3; cells[cell] !== 0; cell = slot * 3) {
      if (cells[cell] === first && cells[cell + 1] === second) return cell
      slot = (slot + 1) & mask
    }
    return -1
  }

  function insert(sizeBytes: number): void {
    const { cells } = young
    let slot = first & mask
    while (cells[slot * 3] !== 0) slot = (slot + 1) & mask
    cells[slot * 3] = first
    cells[slot * 3 + 1] = second
    cells[slot * 3 + 2] = sizeBytes
    young.used++
    young.live++
    if (young.used < capacity) return
    if (old.live > 0) onForget?.(old.live)
    const spare = old
    old = young
    spare.cells.fill(0)
    spare.used = 0
    spare.live = 0
    young = spare
  }

  function drop(table: Generation, cell: number): void {
    table.cells[cell] = TOMBSTONE
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
        if (size >= 0) young.cells[inYoung + 2] = size
        return false
      }
      const inOld = find(old)
      const known = inOld < 0 ? -1 : (old.cells[inOld + 2] ?? -1)
      if (inOld >= 0) drop(old, inOld)
      insert(size >= 0 ? size : known)
      return inOld < 0
    },
    size() {
      const inYoung = find(young)
      const cell = inYoung >= 0 ? inYoung : find(old)
      const size = cell < 0 ? -1 : ((inYoung >= 0 ? young : old).cells[cell + 2] ?? -1)
      return size < 0 ? Number.NaN : size
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
    cells: new Int32Array(slots * 3),
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
