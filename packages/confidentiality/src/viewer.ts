/** Who looks, and what they may see. */
import { type Actor, categoryOf, type StreamName } from '@frist/event-sourcing';

/** What a viewer may be shown: data about persons; what belongs to lex Sarah files. Neither includes the other. */
export type ViewerRole = 'person-data' | 'lex-sarah';

/** Somebody who looks. The actor is recorded with every unsealing; roles are given by the host, who knows its users. */
export interface Viewer {
  readonly actor: Actor;
  readonly roles: ReadonlySet<ViewerRole>;
}

/** The default viewer: sees nothing secret. */
export const nobody: Viewer = { actor: { role: 'nobody', ref: 'nobody' as Actor['ref'] }, roles: new Set() };

/** Whether a viewer has a role. */
export const maySee = (viewer: Viewer, role: ViewerRole): boolean => viewer.roles.has(role);

/** Which role the sealed fields of a stream need. */
export type RoleFor = (stream: StreamName) => ViewerRole;

/** Streams whose category begins with `lexSarah` need `lex-sarah`, all others `person-data`. */
export const roleForStream: RoleFor = (stream) => (categoryOf(stream).startsWith('lexSarah') ? 'lex-sarah' : 'person-data');
