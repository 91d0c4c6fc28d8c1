import { type Output, resolveOutputPath, SandwrightError } from '@sandwright/core';

/** An output, and where it goes. */
export interface PlacedOutput {
  /** Relative to the folder that takes the outputs, normalised; empty for that folder itself. */
  readonly path: string;
  readonly output: Output;
}

/**
 * Where outputs go in a folder. One that lies in another folder among them comes with that.
 * @param outputs as a server says, so that nothing of it is believed
 * @throws SandwrightError ACTION_INVALID for a path that leaves the folder, for one inside of a file or a link, and for two at one place
 */
export function placesOf(outputs: readonly Output[]): readonly PlacedOutput[] {
  const places = new Map<string, PlacedOutput>();
  for (const output of outputs) {
    const path = resolveOutputPath('', output.path);
    if (path === '' && output.kind !== 'directory') throw refused(output.path, 'stands at the place of the folder itself');
    if (places.has(path)) throw refused(output.path, 'comes twice');
    places.set(path, { path, output });
  }
  return [...places.values()].filter(({ path, output }) => {
    const above = foldersAbove(path).find((folder) => places.has(folder));
    if (above === undefined) return true;
    if (places.get(above)?.output.kind !== 'directory') throw refused(output.path, 'lies inside of what is no folder');
    return false;
  });
}

/** Every folder that a path lies in, the outermost first; empty for the root. */
export function foldersAbove(path: string): readonly string[] {
  if (path === '') return [];
  const parts = path.split('/');
  return parts.map((_, index) => parts.slice(0, index).join('/'));
}

function refused(path: string, why: string): SandwrightError {
  return new SandwrightError('ACTION_INVALID', `the output "${path}" ${why}`);
}
