/** Each thing that a verification can find, as a sentence. */
import type { EvidenceFinding, Finding } from '@frist/audit';

import type { ProofWords } from '../messages/proof';
import { clean } from './clean';

/** One sentence. */
export const foundText = (finding: Finding | EvidenceFinding, { found }: ProofWords): string => {
  const field = clean(finding.field);
  switch (finding._tag) {
    case 'LeavesRewritten':
      return found.LeavesRewritten(finding.after + 1, finding.upTo);
    case 'StoreTruncated':
      return found.StoreTruncated(finding.after, finding.upTo);
    case 'LogDamaged':
    case 'CheckpointRefused':
    case 'CheckpointsOutOfOrder':
    case 'FileChanged':
    case 'FileMissing':
    case 'FileUnexpected':
    case 'NotProven':
    case 'Misdescribed':
    case 'Inconsistent':
    case 'AbsenceNotShown':
    case 'SealRefused':
      return found[finding._tag](field);
    case 'PackMalformed':
      return found.PackMalformed(field, finding.byteOffset);
    case 'BytesMalformed':
      return 'position' in finding ? found.BytesMalformed(placeOf(finding, found), finding.byteOffset) : found.FileMalformed(field, finding.byteOffset);
    case 'StreamReadingDisagrees':
      return found.StreamReadingDisagrees(clean(finding.stream ?? finding.field));
    case 'EventChanged':
    case 'EventMissing':
    case 'EventInserted':
    case 'EventUnreadable':
    case 'RowDisagrees':
    case 'RevisionMissing':
    case 'RevisionRepeated':
    case 'PositionOutOfOrder':
    case 'RecordedAtWentBack':
      return found[finding._tag](placeOf(finding, found));
  }
};

const placeOf = ({ index, position, stream, revision }: Extract<Finding, { readonly index: number | null }>, { place }: ProofWords['found']): string =>
  place(index, position, stream === null ? null : clean(stream), revision);
