/** Reports of domains: built in a view, then opened for a viewer who may see what is sealed. */
import { maySee, nobody, subjectStream, unseal, type Viewer, type ViewerRole } from '@frist/confidentiality';
import { type Board, type Failure, failure, type Reading, readStreamEvents, type Register, type StreamName, type SubjectRef } from '@frist/event-sourcing';
import type { DomainReport, ReportDocument } from '@frist/obligations';
import { type Disposal, keysNeeded, sealedCells, withOpened } from '@frist/reports';
import * as E from 'fp-ts/Either';
import type { TaskEither } from 'fp-ts/TaskEither';

import type { Assembly } from './assembly';
import type { ListedReport, Report, ReportFailure, ReportParameters, ReportQuery } from './report-types';
import { reportViewOf } from './report-view';
import { roleForBoxes, type Sealing } from './sealing';
import type { Snapshot, Views } from './views';

/** Every report of every domain. */
export const listedReports = (assembly: Assembly): readonly ListedReport[] =>
  assembly.domains.flatMap((domain) => (domain.reports ?? []).map(({ name, help, parameters }) => ({ domain: domain.name, name, help, parameters })));

const refuse = (tag: string, field: string, expected: string, value?: string): E.Either<Failure, never> => E.left(failure(tag, 'frist/report', field, expected, value));

/**
 * Asks a report of a domain for its document; whoever may see more gets it opened, which is put on record first.
 *
 * @param fits whether the keys are those of a board's register
 */
export const reporter =
  (register: Register, assembly: Assembly, views: Views, fits: Sealing['fits']) =>
  (name: string, parameters: ReportParameters, query: ReportQuery): TaskEither<ReportFailure, Report> =>
  async () => {
    const reports = assembly.domains.flatMap((domain) => domain.reports ?? []);
    const report = reports.find((candidate) => candidate.name === name);
    if (report === undefined) return refuse('UnknownReport', 'name', `one of ${reports.map((known) => known.name).join(', ')}`, name);
    const { viewer = nobody, why } = query;
    const flaw = parameterFlaw(report, parameters) ?? accessFlaw(report, parameters, viewer);
    if (flaw !== null) return E.left(flaw);
    const seen = await views.see(query, (snapshot) => builtIn(assembly, snapshot, report, parameters, query))();
    if (E.isLeft(seen)) return seen;
    if (E.isLeft(seen.right)) return seen.right;
    const { boards, ...built } = seen.right.right;
    const disposals = await disposalsOf(register, built.document);
    if (E.isLeft(disposals)) return disposals;
    for (const board of why === undefined || sealedCells(built.document).length === 0 ? [] : boards) {
      const own = await fits(board)();
      if (E.isLeft(own)) return own;
    }
    const opened = why === undefined ? E.right(built.document) : await openedFor(register, assembly, built.document, { viewer, why });
    if (E.isLeft(opened)) return opened;
    const needed = keysNeeded(opened.right).filter((subject) => !disposals.right.has(subject));
    return E.right({ ...built, name, document: opened.right, keysNeeded: needed, disposals: disposals.right });
  };

const parameterFlaw = ({ name, parameters }: DomainReport, given: ReportParameters): Failure | null => {
  const flaw = (field: string, expected: string, value?: string): Failure => failure('InvalidParameter', 'frist/report-parameter', field, expected, value);
  const known = parameters.map((parameter) => parameter.name);
  const strange = Object.keys(given).find((field) => !known.includes(field));
  if (strange !== undefined) return flaw(strange, known.length === 0 ? `no parameter: the report ${name} takes none` : `one of ${known.join(', ')}`);
  for (const { name: field, form, required, choices } of parameters) {
    const value = Object.hasOwn(given, field) ? given[field] : undefined;
    if (value === undefined && required === true) return flaw(field, `this parameter, as ${form}`);
    if (value !== undefined && choices !== undefined && !choices.includes(value)) return flaw(field, `one of ${choices.join(', ')}`, value);
  }
  return null;
};

const accessFlaw = ({ requires }: DomainReport, parameters: ReportParameters, viewer: Viewer): Failure | null => {
  const role = requires(parameters);
  return role === null || maySee(viewer, role as ViewerRole) ? null : failure('AccessDenied', 'frist/report', 'viewer', `a viewer with the role ${role}`, viewer.actor.role);
};

type Built = Pick<Report, 'asOf' | 'knownAt' | 'board' | 'document'> & { readonly boards: readonly Board[] };

const builtIn = (assembly: Assembly, snapshot: Snapshot, report: DomainReport, parameters: ReportParameters, query: ReportQuery): E.Either<Failure, Built> => {
  const { boards, times, keep } = snapshot;
  const board = query.board ?? (boards.length === 1 ? (boards[0] ?? null) : null);
  if (board === null && boards.length > 1 && report.severalBoards !== true) return refuse('SeveralBoards', 'board', `one of ${boards.join(', ')}: this report is of one board`);
  const { view, missing } = reportViewOf(assembly, snapshot, board);
  const document = report.build(view, parameters);
  if (E.isLeft(document)) return document;
  const absent = missing();
  return absent === null ? E.right({ ...times, board, boards: board === null ? boards : [board], document: keep(document.right) }) : refuse('UnknownRegister', 'register', `one of ${assembly.registers.map(({ register }) => register.name).join(', ')}`, absent);
};

/** Of the subjects in the document. The record itself counts, for a retraction of it brings nothing back. */
const disposalsOf = async ({ store, catalogue }: Register, document: ReportDocument): Promise<E.Either<ReportFailure, ReadonlyMap<SubjectRef, Disposal>>> => {
  const found = new Map<SubjectRef, Disposal>();
  for (const subject of keysNeeded(document)) {
    const events = await readStreamEvents(store, catalogue, subjectStream(subject))();
    if (E.isLeft(events)) return events;
    const record = events.right.find(({ type }) => type === 'DisposalCarriedOut');
    if (record !== undefined) found.set(subject, { on: record.occurredOn, decision: (record.data as { readonly decision: string }).decision });
  }
  return E.right(found);
};

/** What the viewer has no role for, and what nobody holds a key of, stays sealed. */
const openedFor = async (register: Register, assembly: Assembly, document: ReportDocument, { viewer, why }: Required<Pick<ReportQuery, 'viewer' | 'why'>>): Promise<E.Either<ReportFailure, ReportDocument>> => {
  if (register.sealer === null) return E.right(document);
  const roleFor = roleForBoxes(assembly);
  const boxes = new Map<StreamName, { readonly box: string }[]>();
  for (const { stream, box } of sealedCells(document)) if (maySee(viewer, roleFor(stream))) boxes.set(stream, [...(boxes.get(stream) ?? []), { box }]);
  const opened = new Map<StreamName, ReadonlyMap<string, Reading<unknown>>>();
  for (const [stream, asked] of boxes) {
    const answer = await unseal(register)({ stream, boxes: asked, viewer, why, roleFor })();
    if (E.isLeft(answer)) {
      const [first = failure('AccessNotRecorded', 'frist/report', 'viewer', 'an access that can be recorded')] = answer.left;
      return E.left(first);
    }
    const readings = new Map<string, Reading<unknown>>();
    for (const { box, reading } of answer.right) {
      if (reading._tag === 'broken') return E.left(reading.failure);
      readings.set(box, reading);
    }
    opened.set(stream, readings);
  }
  return E.right(withOpened(document, opened));
};
