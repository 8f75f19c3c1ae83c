/** The whole public surface of @frist/reports. */
export {};
