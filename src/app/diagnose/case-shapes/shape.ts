import * as v from 'valibot'

/** What a value read from outside must look like to be a `T`. Exactly `T`: the shape of a part of a union is not that of the union. */
export type Shape<T> = v.GenericSchema<unknown, T> & { readonly ofExactly?: (value: T) => void }

type Maybe<T> = v.ExactOptionalSchema<Shape<T>, undefined>

/** One shape for each member of `T`: one that is forgotten does not compile, and `maybe` stands just where the member may be missing. */
type Members<T> = {
  readonly [K in keyof T]-?: object extends Pick<T, K> ? Maybe<Exclude<T[K], undefined>> : Shape<T[K]>
}

/** The one member of a union that has this tag. */
type Tagged<T, D extends keyof T, Tag> = T extends unknown ? (Tag extends T[D] ? T : never) : never

export const text: Shape<string> = v.string()
/** JSON knows no other numbers than finite ones. */
export const number: Shape<number> = v.number()
/** What a Date can hold (ECMA-262, time values): milliseconds of the epoch. */
export const time: Shape<number> = v.pipe(v.number(), v.minValue(-8.64e15), v.maxValue(8.64e15))
export const flag: Shape<boolean> = v.boolean()
export const texts: Shape<readonly string[]> = v.array(v.string())
export const numbers: Shape<readonly number[]> = v.array(v.number())

export function maybe<T>(shape: Shape<T>): Maybe<T> {
  return v.exactOptional(shape)
}

export function orNull<T>(shape: Shape<T>): Shape<T | null> {
  return v.nullable(shape)
}

export function list<T>(shape: Shape<T>): Shape<readonly T[]> {
  return v.array(shape)
}

export function oneOf<T extends string>(names: readonly T[]): Shape<T> {
  return v.picklist(names)
}

/** For a union of names that stands in no list: one that is forgotten does not compile. */
export function names<T extends string>(all: { readonly [Name in T]: true }): Shape<T> {
  return v.picklist(Object.keys(all) as T[])
}

/** Members that it does not name are left alone: newer versions may add some. */
export function members<T extends object>(all: Members<T>): Shape<T> {
  // Each entry is the shape of its member; valibot's own types do not follow through the mapped type.
  return v.object(all as v.ObjectEntries) as unknown as Shape<T>
}

/** A union of objects that are told apart by the member `tag`: every variant stands in it. */
export function variants<T extends object, D extends keyof T & string>(
  tag: D,
  all: { readonly [Tag in T[D] & string]: Members<Omit<Tagged<T, D, Tag>, D>> },
): Shape<T> {
  const objects = Object.entries(all).map(([name, rest]) =>
    v.object({ ...(rest as v.ObjectEntries), [tag]: v.literal(name) }),
  )
  return v.variant(tag, objects as unknown as v.VariantOptions<D>) as unknown as Shape<T>
}
