/** JSON as the commands print it: two spaces, keys in the order in which the code states them, a line feed at the end. */
export const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

/** Every published output names its form. */
export const schemaName = <Name extends string>(name: Name): `frist.${Name}/1` => `frist.${name}/1`;
