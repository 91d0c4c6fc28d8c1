import { drainCommand } from './drain-command.ts';

/** `sandwright workers resume`. */
export const command = drainCommand({ resume: true, description: 'Gives workers actions again that were drained.' });
