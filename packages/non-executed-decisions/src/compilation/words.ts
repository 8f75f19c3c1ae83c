/** The four headings of a quarterly compilation. */
import { oneOf } from '@frist/event-sourcing';
import type { Bilingual } from '@frist/obligations';

/** In the order in which they are printed. */
export const headings = ['executed', 'closed', 'not-executed', 'new'] as const;
/** `executed`, `closed`, `not-executed`: reported earlier, by its state on the cut-off day. `new`: never reported before, whatever its state. */
export type Heading = (typeof headings)[number];
/** The codec. */
export const Heading = oneOf('Heading', headings);

/** The headings as the boards print them. */
export const headingTitle = (heading: Heading, quarter: number): Bilingual =>
  ({
    executed: { sv: 'Återrapportering av beslut som har verkställts', en: 'Reported earlier, now executed' },
    closed: { sv: 'Återrapportering av beslut som avslutats utan att beslutet verkställts', en: 'Reported earlier, closed without being executed' },
    'not-executed': { sv: 'Återrapportering av beslut som rapporterats tidigare och ännu inte verkställts', en: 'Reported earlier, still not executed' },
    new: { sv: `Ny rapportering av ej verkställda beslut under kvartal ${quarter}`, en: `New in quarter ${quarter}` },
  })[heading];
