/** The whole public surface of @frist/agreements. */
export {};
