// The messages that describe actions, and what is in those. What a build that talks to no server runs through takes them from here, so that
// it does not load the code of all protocols.

// oxlint-disable-next-line import/export
export * from '#action-messages';
