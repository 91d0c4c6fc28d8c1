import type { Place, Problem } from '../config/place.ts';
import { joinPath } from './inside-path.ts';
import type { Target } from './target.ts';

interface Owner {
  readonly target: Target;
  readonly index: number;
}

function outputPlace({ target, index }: Owner): Place {
  return { file: target.place.file, path: [...target.place.path, 'outputs', index] };
}

function clash(mine: Owner, theirs: Owner, message: string): Problem {
  return { ...outputPlace(mine), message, related: [{ ...outputPlace(theirs), message: `${theirs.target.label} makes it here` }] };
}

/** Targets of one environment share an `out/` folder; only they can be in each other's way. */
function keyOf(target: Target, path: string): string {
  return `${target.variant ?? ''}\0${path}`;
}

/**
 * Finds outputs that two targets make, or that lie in a folder which another target makes.
 * @param targets all of a project
 */
export function checkOutputs(targets: Iterable<Target>): readonly Problem[] {
  const problems: Problem[] = [];
  const owners = new Map<string, Owner>();
  const outputs: (Owner & { readonly path: string })[] = [];
  for (const target of targets) {
    target.outputs.forEach((output, index) => {
      const path = joinPath(target.directory, output);
      const other = owners.get(keyOf(target, path));
      if (other === undefined) owners.set(keyOf(target, path), { target, index });
      else problems.push(clash({ target, index }, other, `${target.label} and ${other.target.label} both make ${path}`));
      outputs.push({ target, index, path });
    });
  }
  for (const output of outputs) {
    const { path, target } = output;
    for (let cut = path.lastIndexOf('/'); cut > 0; cut = path.lastIndexOf('/', cut - 1)) {
      const outer = owners.get(keyOf(target, path.slice(0, cut)));
      if (outer === undefined) continue;
      const whose = outer.target === target ? 'it makes as a whole already' : `${outer.target.label} makes`;
      problems.push(clash(output, outer, `${target.label} makes ${path} inside ${path.slice(0, cut)}, which ${whose}`));
    }
  }
  return problems;
}
