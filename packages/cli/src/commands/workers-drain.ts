import { drainCommand } from './drain-command.ts';

/** `sandwright workers drain`. */
export const command = drainCommand({
  resume: false,
  description: 'Gives workers nothing new; what they run goes on to its end. A worker is named by its name or its id.',
});
