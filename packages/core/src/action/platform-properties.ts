/** What an action needs of the machine that runs it, sorted by name, then value. Source: REAPI `Platform`. */
export type PlatformProperties = readonly { readonly name: string; readonly value: string }[];
