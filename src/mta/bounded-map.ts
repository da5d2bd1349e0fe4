/** A map that forgets its oldest entry when it is full, so that no input can fill the memory. */
export class BoundedMap<Key, Value> {
  readonly #entries = new Map<Key, Value>()
  readonly #limit: number

  constructor(limit: number) {
    this.#limit = limit
  }

  get size(): number {
    return this.#entries.size
  }

  get(key: Key): Value | undefined {
    return this.#entries.get(key)
  }

  set(key: Key, value: Value): void {
    if (this.#entries.size >= this.#limit && !this.#entries.has(key)) {
      for (const oldest of this.#entries.keys()) {
        this.#entries.delete(oldest)
        break
      }
    }
    this.#entries.set(key, value)
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
