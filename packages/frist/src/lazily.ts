/** Values whose making waits until they are looked at. */

/** Made on the first call, kept for all others. */
export const once = <A>(make: () => A): (() => A) => {
  let made: { readonly value: A } | null = null;
  return () => (made ??= { value: make() }).value;
};

/**
 * An object of which some fields are known at once; whoever asks for another gets it from the whole, which is then made.
 * Methods know the whole as `this`.
 */
export const lazily = <A extends object>(known: { readonly [Key in keyof A]?: A[Key] | undefined }, whole: () => A): A =>
  new Proxy(known as A, {
    get: (target, key) => {
      if (Object.hasOwn(target, key)) return Reflect.get(target, key) as unknown;
      const value = Reflect.get(whole(), key) as unknown;
      return typeof value === 'function' ? (value.bind(whole()) as unknown) : value;
    },
    has: (_target, key) => Reflect.has(whole(), key),
    ownKeys: () => Reflect.ownKeys(whole()),
    getOwnPropertyDescriptor: (_target, key) => {
      const found = Reflect.getOwnPropertyDescriptor(whole(), key);
      return found === undefined ? undefined : { ...found, configurable: true };
    },
  });
