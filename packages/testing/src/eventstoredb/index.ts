/**
 * A double of EventStoreDB: a server that speaks the wire protocol of its clients over real gRPC on loopback, so that an
 * application and its CI can test the **real client** without Docker. It starts in milliseconds and keeps everything in memory.
 *
 * **It is not a database.** Nothing is kept when it is closed, nothing is replicated, and whoever gives a password may do everything.
 * It is written from the public description of the protocol; where it and a server differ, the server is right.
 *
 * Modelled:
 * - `Streams.Append`, `BatchAppend`, `Read` (of a stream and of all, both directions, from a place, bounded; subscriptions with
 *   confirmation, caught-up and, where filtered, checkpoints; filters by prefix and regular expression on stream or type),
 *   `Delete`, `Tombstone`; `ServerFeatures.GetSupportedMethods`; `Gossip.Read`.
 * - Expected revisions in four modes. Both rules of idempotence: the same ids at the same exact revision succeed again with
 *   the same answer; with `any` and `stream-exists`, ids that the stream holds are recognised. An append of nothing succeeds.
 * - Positions with gaps, the same for commit and prepare. `created` in ticks, by the clock given.
 * - `$maxCount`, `$tb`, `$maxAge` from `$$stream`; soft deletion and rebirth; tombstones; the limit of an append (1 MiB).
 * - Nodes that share a log, one of which leads: the others answer writes, and reads that require it, with `not-leader`.
 * - TLS, with a certificate that is given. Names and passwords: who gives none is denied access to streams, batch by batch in
 *   `BatchAppend`, and who gives wrong ones is unauthenticated at every call. Certificates of users, in their place.
 * - Backpressure: who reads slowly is sent to slowly.
 * - Faults, call by call: see {@link Fault}.
 *
 * Not modelled: access lists and roles (`$all` is read by every user), passwords that change, projections and links (`$ce-`, `$by_category`), persistent subscriptions,
 * scavenging, users, operations, the bounded memory of ids of a real server, loss of unreplicated events at a change of
 * leader, deadlines of batches, `fell-behind`, first and last positions of a read, explicit transactions, HTTP.
 */
import type { FaultPlan } from './faults';
import { type GrpcServer, startGrpcServer } from './grpc';
import { type Log, makeLog } from './log';
import { services } from './services';
import type { Tls } from './tls';

export { testCertificate, type TestCertificate, type TestCertificateOptions } from './certificate';
export type { Fault, FaultPlan, Method } from './faults';

/** How a double behaves. */
export interface EventStoreDbDoubleOptions {
  /** Stamps `created`: milliseconds since 1970, or anything that `Date` reads. Default: the host's clock. */
  readonly clock?: () => number | string | Date;
  /** Bytes of data and metadata of one append. Default 1 MiB, as the server's. */
  readonly maxAppendBytes?: number;
  /** Whether `BatchAppend` is offered, as servers since 21.10 do. Default true. */
  readonly batchAppend?: boolean;
  /** What goes wrong; can be replaced at any time by {@link EventStoreDbDouble.setFaults}. */
  readonly faults?: FaultPlan;
  /**
   * Events that are there from the start and are not held: each is made again whenever it is read. They are read in $all only,
   * not by stream, are not among {@link EventStoreDbDouble.events}, and lie before everything that is appended. For following
   * more than fits into memory. The metadata that Frist writes makes events of Frist of them.
   */
  readonly generated?: { readonly count: number; readonly event: (n: number) => EventStoreDbDoubleEvent };
  /**
   * Serves TLS with this certificate and key (PEM), for instance those of {@link testCertificate}. `userCerts` (PEM, one after another): who
   * shows one of these is a user, without a password.
   */
  readonly tls?: Tls;
  /** Passwords by name. Absent: anybody may read and write. The client sends them over TLS alone. */
  readonly users?: Readonly<Record<string, string>>;
  /** Another node of the same cluster: the log is shared, and the older one leads until {@link EventStoreDbDouble.lead}. */
  readonly joins?: EventStoreDbDouble;
}

/** An event in the log of a double, for assertions. */
export interface EventStoreDbDoubleEvent {
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  /** Text of the data. */
  readonly data: string;
  /** Text of the custom metadata. */
  readonly metadata: string;
}

/** A running double. */
export interface EventStoreDbDouble {
  /** `esdb://127.0.0.1:PORT?tls=false`, one node; with `tls=true` where TLS is served. Who has a name and a password puts them in. */
  readonly url: string;
  /** All nodes of the cluster, found by gossip. */
  readonly clusterUrl: () => string;
  readonly port: number;
  /** Every event that was appended, system events included, in order. */
  readonly events: () => readonly EventStoreDbDoubleEvent[];
  readonly setFaults: (plan: FaultPlan | undefined) => void;
  /** This node leads from now on. */
  readonly lead: () => void;
  /** All connections are lost; new ones are accepted. */
  readonly disconnect: () => void;
  readonly close: () => Promise<void>;
}

interface Node {
  readonly port: () => number;
  alive: boolean;
}
interface Cluster {
  readonly log: Log;
  readonly nodes: Node[];
  leader: Node | null;
}
const clusters = new WeakMap<EventStoreDbDouble, Cluster>();

const newCluster = ({ clock = Date.now, maxAppendBytes = 1024 * 1024, generated }: EventStoreDbDoubleOptions): Cluster => ({
  log: makeLog({
    clock: () => new Date(clock()).getTime(),
    maxAppendBytes,
    generated: {
      count: generated?.count ?? 0,
      event: (n) => {
        const { data, metadata, revision, ...rest } = generated?.event(n) as EventStoreDbDoubleEvent;
        return { ...rest, revision: BigInt(revision), contentType: 'application/json', data: Buffer.from(data), metadata: Buffer.from(metadata) };
      },
    },
  }),
  nodes: [],
  leader: null,
});

/**
 * Starts a double on a free port of loopback.
 *
 * @example
 * const double = await startEventStoreDbDouble()
 * const client = EventStoreDBClient.connectionString(double.url)
 */
export const startEventStoreDbDouble = async (options: EventStoreDbDoubleOptions = {}): Promise<EventStoreDbDouble> => {
  const cluster = (options.joins === undefined ? undefined : clusters.get(options.joins)) ?? newCluster(options);
  let faults = options.faults;
  let server: GrpcServer | null = null;
  const node: Node = { port: () => server?.port ?? 0, alive: true };
  server = await startGrpcServer(
    services({
      log: cluster.log,
      faults: () => faults,
      leader: () => (cluster.leader ?? node).port(),
      port: node.port,
      members: () => cluster.nodes.map((one) => ({ port: one.port(), leads: one === cluster.leader, alive: one.alive })),
      batchAppend: options.batchAppend ?? true,
      serverVersion: '23.10.0',
      users: options.users === undefined ? null : new Map(Object.entries(options.users)),
    }),
    options.tls,
  );
  cluster.nodes.push(node);
  cluster.leader ??= node;
  const { port, disconnectAll, close } = server;
  const urlOf = (ports: readonly number[]): string => `esdb://${ports.map((one) => `127.0.0.1:${one}`).join(',')}?tls=${options.tls !== undefined}`;
  const double: EventStoreDbDouble = {
    url: urlOf([port]),
    clusterUrl: () => urlOf(cluster.nodes.map((one) => one.port())),
    port,
    events: () =>
      cluster.log.held.map(({ stream, revision, id, type, data, metadata }) => ({ stream, revision: Number(revision), id, type, data: data.toString('utf8'), metadata: metadata.toString('utf8') })),
    setFaults: (plan) => {
      faults = plan;
    },
    lead: () => {
      cluster.leader = node;
    },
    disconnect: disconnectAll,
    close: async () => {
      node.alive = false;
      if (cluster.leader === node) cluster.leader = cluster.nodes.find(({ alive }) => alive) ?? null;
      await close();
    },
  };
  clusters.set(double, cluster);
  return double;
};
