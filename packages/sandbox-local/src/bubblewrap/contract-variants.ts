/** Configurations that the contract is asked of: root and staging. Inputs of most cases are few, so that `auto` would copy them. */
export const contractVariants = [
  ['host', 'overlay'],
  ['host', 'copy'],
  ['input', 'auto'],
] as const;
