/** The whole public surface of @frist/decisions. */
export {};
