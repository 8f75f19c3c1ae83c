/** The whole public surface of @frist/lex-sarah. */
export {};
