import { describe, expect, it } from '@jest/globals';
import { type Directory, emptyDigest, InputRootBuilder, MemoryContentAddressableStorage, writeBlobs } from '@sandwright/core';
import { DirectoryReader } from './directory-reader.ts';
import { loadInputTree } from './input-tree.ts';
import { splitIntoLayers, type TreeLayer } from './tree-layers.ts';

async function treeOf(paths: readonly string[]) {
  const storage = new MemoryContentAddressableStorage();
  const builder = new InputRootBuilder();
  for (const path of paths) {
    if (path.endsWith('/')) builder.addEmptyDirectory(path.slice(0, -1));
    else builder.addFile(path, emptyDigest, false);
  }
  const { root, directories } = builder.build();
  await writeBlobs(storage, [...directories.values()]);
  return loadInputTree(new DirectoryReader(storage), root);
}

function pathsOf(layer: TreeLayer): readonly string[] {
  const walk = (directory: Directory, above: string): readonly string[] => [
    ...directory.files.map((node) => above + node.name),
    ...directory.directories.flatMap((node) => {
      const below = walk(layer.lookUp(node.digest), `${above}${node.name}/`);
      return below.length === 0 ? [`${above}${node.name}/`] : below;
    }),
  ];
  return walk(layer.root, '');
}

const many = (folder: string, count: number) => Array.from({ length: count }, (_, index) => `${folder}/f${index}`);
const options = { smallEntries: 10, maxLayers: 20, deepLayers: 8 };

describe('splitIntoLayers', () => {
  it.each([
    ['nothing at all', [], 1],
    ['only small folders', ['a', 'b/c', 'd/e/'], 1],
    ['large top-level folders and small ones', [...many('x', 10), ...many('y', 12), 'z/one', 'top'], 3],
    ['a large folder that stands alone', [...many('p/x', 10), ...many('p/y', 30), 'p/own', 'p/empty/'], 3],
    ['more large folders than there may be layers', Array.from({ length: 40 }, (_, index) => many(`d${index}`, 10)).flat(), 20],
  ] as const)('gives every entry to exactly one layer: %s', async (_name, paths, count) => {
    const layers = splitIntoLayers(await treeOf(paths), options);
    expect(layers).toHaveLength(count);
    expect(layers.flatMap(pathsOf).toSorted()).toEqual([...paths].toSorted());
  });

  it('gives equal folders of different roots equal layers', async () => {
    const [one, two] = [
      splitIntoLayers(await treeOf([...many('p/shared', 20), ...many('p/own', 20), 'p/a']), options),
      splitIntoLayers(await treeOf([...many('p/shared', 20), ...many('p/own', 21), 'p/b']), options),
    ];
    const digests = new Set(one.map((layer) => layer.digest.hash));
    expect(two.filter((layer) => digests.has(layer.digest.hash)).flatMap(pathsOf)).toEqual(many('p/shared', 20).toSorted());
  });
});
