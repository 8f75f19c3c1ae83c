/** Options as they stand on the command line, before anything is made of them. */
export interface Raw {
  readonly asOf?: string;
  readonly knownAt?: string;
  readonly within?: string;
  readonly failOn?: string;
  readonly format?: 'table' | 'json' | 'md' | 'csv';
  readonly store?: string;
  readonly import?: readonly string[];
  readonly board?: string;
  readonly domain?: readonly string[];
  readonly lang?: string;
  readonly start?: string;
  readonly plus?: string;
  readonly daily?: string;
  readonly from?: string;
  readonly to?: string;
  readonly roll?: 'statutory' | 'none';
  readonly key?: string;
  readonly keys?: string;
  readonly checkpoints?: string;
  readonly name?: string;
  readonly newKey?: string;
  readonly obligation?: string;
  readonly grant?: string;
  readonly matter?: string;
  readonly agreement?: string;
  readonly lexSarah?: string;
  readonly nonExecuted?: string;
  readonly stream?: string;
  readonly out?: string;
  readonly viewer?: string;
  readonly role?: string;
  readonly may?: string;
  readonly why?: string;
  readonly case?: string;
  readonly keysFile?: string;
  readonly wrappingKey?: string;
  readonly subject?: string;
  readonly decision?: string;
  readonly researchCounty?: 'yes' | 'no';
  readonly keyLost?: 'yes';
  /** Of a report, by its name in the domain. */
  readonly [parameter: `parameter:${string}`]: string;
}
