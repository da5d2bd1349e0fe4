import { ownString } from '../wire/syslog/latin1.ts'

/** A map that forgets its oldest entry when it is full, so that no input can fill the memory. Keys that are text hold nothing else alive. */
export class BoundedMap<Key, Value> {
  readonly #entries = new Map<Key, Value>()
  readonly #limit: number
  readonly #onForget: ((value: Value) => void) | undefined

  /** `onForget` gets what had to go while somebody may still have asked for it. */
  constructor(limit: number, onForget?: (value: Value) => void) {
    this.#limit = limit
    this.#onForget = onForget
  }

  get size(): number {
    return this.#entries.size
  }

  get(key: Key): Value | undefined {
    return this.#entries.get(key)
  }

  set(key: Key, value: Value): void {
    if (this.#entries.has(key)) {
      this.#entries.set(key, value)
      return
    }
    if (this.#entries.size >= this.#limit)
      for (const [oldest, forgotten] of this.#entries) {
        this.#entries.delete(oldest)
        this.#onForget?.(forgotten)
        break
      }
    this.#entries.set((typeof key === 'string' ? ownString(key) : key) as Key, value)
  }

  delete(key: Key): boolean {
    return this.#entries.delete(key)
  }

  entries(): Iterable<[Key, Value]> {
    return this.#entries.entries()
  }

  values(): Iterable<Value> {
    return this.#entries.values()
  }

  clear(): void {
    this.#entries.clear()
  }
}
