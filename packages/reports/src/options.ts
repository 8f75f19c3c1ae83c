/** What a renderer is told beside the document. */
import type { CivilDate, Instant } from '@frist/calendar';
import type { Board, SubjectRef } from '@frist/event-sourcing';

/** A language that reports are written in. */
export type Lang = 'sv' | 'en';

/** `table` is plain text for a terminal. */
export const reportFormats = ['md', 'csv', 'json', 'table'] as const;
/** A form that a report can have; see {@link reportFormats}. */
export type ReportFormat = (typeof reportFormats)[number];

/** A disposal on record, as far as it is told: when the key was destroyed, and by which decision. */
export interface Disposal {
  readonly on?: CivilDate;
  readonly decision?: string;
}

/** Which view the document was built from, and how it is to be written. */
export interface RenderOptions {
  readonly lang: Lang;
  readonly format: ReportFormat;
  readonly asOf: CivilDate;
  readonly knownAt: Instant;
  /** Null: all boards of the register. */
  readonly board: Board | null;
  /** When the report is rendered. The renderer has no clock. */
  readonly madeOn: Instant;
  /** Of Frist, e.g. `0.1.0`. */
  readonly version: string;
  /** Disposals on record, by subject; what is sealed for one of them is told as disposed. */
  readonly disposals?: ReadonlyMap<SubjectRef, Disposal>;
  /** Of a terminal, for `table`: from 40 to 400 characters. Default 100. */
  readonly width?: number;
}

/** All but the format. */
export type ViewOptions = Omit<RenderOptions, 'format' | 'width'>;
