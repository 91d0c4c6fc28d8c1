/** Every staged file was last changed then (2011-11-11 11:11:11 UTC, as BuildStream has it), so that no action depends on when it was staged. */
export const inputTime = 1321009871;
