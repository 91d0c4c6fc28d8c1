/**
 * Configurations that the contract is asked of: root, staging, and how much large output is; it goes the same way in all of them. Inputs of most
 * cases are few, so that `auto` would copy them.
 */
export const contractVariants = [
  ['host', 'overlay', 64],
  ['host', 'copy', 4],
  ['input', 'auto', 4],
] as const;
