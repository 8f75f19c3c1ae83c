/** What a server over TLS shows (PEM), and whose certificates it takes for those of users. By itself, so that the double's types need none of Node's. */
export interface Tls {
  readonly cert: string;
  readonly key: string;
  readonly userCerts?: string;
}
