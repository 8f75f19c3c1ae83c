/** What `frist evidence` can be of: each option, and the kind that it means to the facade. */
import type { Bilingual } from '@frist/obligations';

export interface EvidenceKind {
  readonly key: 'obligation' | 'grant' | 'matter' | 'agreement' | 'lexSarah' | 'nonExecuted' | 'stream';
  readonly flag: `--${string}`;
  /** `obligation`, `stream`, or the category of a register. */
  readonly kind: string;
  /** What a pack of it is of. */
  readonly label: Bilingual;
  readonly help: Bilingual;
}

/** In the order in which the help lists them. One is given at a time. */
export const evidenceKinds: readonly EvidenceKind[] = [
  { key: 'obligation', flag: '--obligation', kind: 'obligation', label: { sv: 'Skyldighet', en: 'Obligation' }, help: { sv: 'bevis om en skyldighet', en: 'evidence of an obligation' } },
  { key: 'grant', flag: '--grant', kind: 'grant', label: { sv: 'Bidrag', en: 'Grant' }, help: { sv: 'bevis om ett statsbidrag: dess ström, eller id för något i den', en: 'evidence of a state grant: its stream, or the id of anything in it' } },
  {
    key: 'matter',
    flag: '--matter',
    kind: 'matter',
    label: { sv: 'Ärende', en: 'Matter' },
    help: { sv: 'bevis om ett ärende: dess ström, id för något i den, eller dess diarienummer hur det än skrivs', en: 'evidence of a matter: its stream, the id of anything in it, or its diary number in any spelling' },
  },
  { key: 'agreement', flag: '--agreement', kind: 'agreement', label: { sv: 'Avtal', en: 'Agreement' }, help: { sv: 'bevis om ett avtal: dess ström, eller id för något i den', en: 'evidence of an agreement: its stream, or the id of anything in it' } },
  {
    key: 'lexSarah',
    flag: '--lex-sarah',
    kind: 'lexSarah',
    label: { sv: 'Lex Sarah-rapport', en: 'Lex Sarah report' },
    help: { sv: 'bevis om en lex Sarah-rapport, för den som får se den; det som är förseglat förblir det', en: 'evidence of a lex Sarah report, for those who may see it; what is sealed stays sealed' },
  },
  {
    key: 'nonExecuted',
    flag: '--non-executed',
    kind: 'nonExecutedDecision',
    label: { sv: 'Gynnande beslut', en: 'Favourable decision' },
    help: { sv: 'bevis om ett gynnande beslut och dess verkställighet, för den som får se det; det som är förseglat förblir det', en: 'evidence of a favourable decision and its execution, for those who may see it; what is sealed stays sealed' },
  },
  { key: 'stream', flag: '--stream', kind: 'stream', label: { sv: 'Ström', en: 'Stream' }, help: { sv: 'bevis om en ström, eller om den som en händelse står i', en: 'evidence of any stream, or of the one that holds an event' } },
];

/** The words for a kind or a category; null for those of other domains. */
export const labelOfKind = (kind: string): Bilingual | null => evidenceKinds.find((each) => each.kind === kind)?.label ?? null;
