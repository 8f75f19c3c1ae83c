/** Every finding and every refusal about proof is a sentence in both languages. */
import type { EvidenceFinding, EvidenceReport, Finding } from '@frist/audit';
import { failure } from '@frist/event-sourcing';

import type { Terminal } from '../src';
import { wordsOf } from '../src/messages';
import { clusterWordsOf } from '../src/messages/cluster';
import { proofWordsOf } from '../src/messages/proof';
import { foundText } from '../src/render/found-text';
import { packTable } from '../src/render/verify-table';
import { inProcess } from './support';

const at = { index: 4, position: 9, stream: 'grant-1', revision: 2 };
const found = (tag: string, more: object = {}): Finding | EvidenceFinding => ({ ...failure(tag, 'r', 'view.json', 'English words that nobody is to see'), ...more }) as unknown as Finding;
const events = ['EventChanged', 'EventMissing', 'EventInserted', 'EventUnreadable', 'RowDisagrees', 'RevisionMissing', 'RevisionRepeated', 'PositionOutOfOrder', 'RecordedAtWentBack', 'StreamReadingDisagrees'];
const files = ['LogDamaged', 'CheckpointRefused', 'CheckpointsOutOfOrder', 'FileChanged', 'FileMissing', 'FileUnexpected', 'NotProven', 'Misdescribed', 'Inconsistent', 'AbsenceNotShown', 'SealRefused', 'PackMalformed'];
const all: readonly (Finding | EvidenceFinding)[] = [
  ...events.map((tag) => found(tag, at)),
  ...files.map((tag) => found(tag)),
  found('EventUnreadable', { index: null, position: null, stream: null, revision: null }),
  found('BytesMalformed', { ...at, byteOffset: 17 }),
  found('BytesMalformed', { byteOffset: 17 }),
  found('PackMalformed', { field: 'zip', byteOffset: 3 }),
  found('LeavesRewritten', { after: 10, upTo: 20 }),
  found('StoreTruncated', { after: 10, upTo: 20 }),
];

test('each finding has a sentence of its own in either language', () => {
  for (const lang of ['sv', 'en'] as const) {
    const sentences = all.map((finding) => foundText(finding, proofWordsOf(lang)));
    expect(new Set(sentences).size).toBe(all.length);
    for (const sentence of sentences) {
      expect(sentence).toMatch(/^[\p{Lu}\p{Ll}].*\.$/u);
      expect(sentence).not.toMatch(/undefined|null|nobody is to see|\[object/);
    }
  }
  expect(all.map((finding) => foundText(finding, proofWordsOf('sv')))).toMatchSnapshot();
});

test('a pack tells of itself what it likes, and is printed as text', () => {
  const manifest = { format: 'x', kind: 'k', id: '\u001b[2J', asOf: 'y', knownAt: 'never', viewer: '', version: '0', treeSize: 1.5, previousSize: null, events: [], absent: [] };
  const report: EvidenceReport = { intact: false, findings: [], trust: 'keys in the pack', sealed: false, keyDigest: null, manifest, proven: 0 };
  const terminal = { outIsTerminal: false, errIsTerminal: false, env: {} } as Terminal;
  const shown = packTable('e.zip', report, null, { terminal, lang: 'sv', words: wordsOf('sv'), langGiven: true });
  expect(shown).toContain('så som det var känt never');
  expect(shown).not.toContain('\u001b');
});

test('both languages say the same things', () => {
  const shape = (value: unknown): unknown =>
    typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shape(inner)])) : typeof value;
  expect(shape(proofWordsOf('sv'))).toEqual(shape(proofWordsOf('en')));
  expect(shape(clusterWordsOf('sv'))).toEqual(shape(clusterWordsOf('en')));
});

test.each([
  [['verify', 'x', '--store', 'sqlite:y'], 'FILE'],
  [['verify', 'memory:'], 'memory:'],
  [['verify', 'e.zip', '--checkpoints', 'c'], '--checkpoints'],
  [['checkpoint', '--new-key', 'k'], '--name'],
  [['checkpoint', '--new-key', 'k', '--keys', 'l', '--name', 'n', '--key', 'm'], '--key'],
  [['evidence', '--stream', 'x'], '--out'],
])('%j is wrong use', async (args, said) => {
  for (const lang of ['sv', 'en']) {
    const { code, out, err } = await inProcess([...args, '--lang', lang], { files: { 'e.zip': 'PK' } });
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(said);
  }
});
