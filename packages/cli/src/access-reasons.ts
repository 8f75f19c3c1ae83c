/** Why somebody may look, as `AccessReason` of @frist/confidentiality has it: a list of its own, for a command line is read before that package is loaded. */
export const accessReasons = ['handling', 'follow-up', 'supervision', 'audit', 'release-request', 'own-request', 'correction', 'reporting', 'disposal', 'fault'] as const;
