// Every message of the protocols under its short name: a type of what was decoded (nested messages can be null), a type `…Init` of
// what can be encoded (everything can be left out), and a constant with `encode` and `decode`. The generated code is not part of what
// the compiler writes, and so is reached by a name that works from the sources and from the built package alike.

// oxlint-disable-next-line import/export
export * from '#reapi-messages';
