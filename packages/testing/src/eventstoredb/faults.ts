/** What can be made to go wrong, call by call. */

/** The calls of the protocol that the double knows. */
export type Method = 'Append' | 'BatchAppend' | 'Read' | 'Delete' | 'Tombstone' | 'GetSupportedMethods' | 'Gossip';

/**
 * One fault. For an append, "before" is before anything is written, "after" is when it is written and not yet answered.
 * `BatchAppend` is asked once for each batch, not once for the stream that carries them.
 */
export type Fault =
  /** Neither done nor answered: the caller waits until its own deadline. */
  | { readonly kind: 'ignore' }
  /** Done, and never answered. */
  | { readonly kind: 'drop' }
  /** Done after a while; of a read, that long before each event (a slow server), which also makes a slow reader. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** Of a batch, done once and answered twice. Of a plain call, whose answers gRPC counts, done twice and answered once, with what the second time brought; of a read, each event twice. */
  | { readonly kind: 'duplicate' }
  /** Not done; answered UNAVAILABLE, or with the gRPC status given, and with trailers, of which `exception` tells the client what it was. */
  | { readonly kind: 'refuse'; readonly code?: number; readonly exception?: string; readonly trailers?: Readonly<Record<string, string>> }
  /** Not done; answered with what cannot be read; of a batch, with an error that says nothing. */
  | { readonly kind: 'garbled' }
  /** The connection is lost, with all of its calls; of a read, after so many events. */
  | { readonly kind: 'reset'; readonly when: 'before' | 'after'; readonly events?: number }
  /** Only this call is reset; of an append, "before" is in the middle of its messages. */
  | { readonly kind: 'reset-call'; readonly when: 'before' | 'after'; readonly events?: number }
  /** Not done; answered that another node leads: the one at this port, or, without one, that no leader is known. */
  | { readonly kind: 'not-leader'; readonly port?: number };

/** Asked at each call; `call` counts from 1 over all methods, `nth` over calls of this method. */
export type FaultPlan = (call: { readonly method: Method; readonly call: number; readonly nth: number; readonly stream: string | null }) => Fault | null | undefined;
