/** The whole public surface of @frist/non-executed-decisions. */
export {};
