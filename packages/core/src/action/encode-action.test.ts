import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { digestOf } from '../digest/digest.ts';
import { sortedPairs } from '../merkle/utf8-order.ts';
import { platformToMessage } from '../reapi/convert/properties.ts';
import { durationFromMs } from '../reapi/convert/time.ts';
import { Action as ActionMessage, Command as CommandMessage } from '../reapi/messages.ts';
import { canonicalCommand } from './canonical-command.ts';
import { outputDirectoryFormats } from './command.ts';
import { encodeAction } from './encode-action.ts';
import { encodeCommand } from './encode-command.ts';

const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.string({ maxLength: 300 }), fc.constantFrom('', 'é'.repeat(90)));
const pairs = fc.array(fc.record({ name: text, value: text }), { maxLength: 4 });
const digest = fc
  .tuple(fc.string(), fc.oneof(fc.nat(300), fc.maxSafeNat()))
  .map(([content, sizeBytes]) => ({ hash: digestOf(Buffer.from(content)).hash, sizeBytes }));
const command = fc.record({
  arguments: fc.array(text, { maxLength: 5 }),
  environment: pairs,
  outputPaths: fc.array(text, { maxLength: 4 }),
  outputFiles: fc.array(text, { maxLength: 2 }),
  outputDirectories: fc.array(text, { maxLength: 2 }),
  workingDirectory: text,
  platform: pairs,
  outputNodeProperties: fc.array(text, { maxLength: 2 }),
  outputDirectoryFormat: fc.constantFrom(...outputDirectoryFormats),
});

describe('what is written by hand is what the generated code writes', () => {
  test('of a Command', () => {
    fc.assert(
      fc.property(command, (each) => {
        const { environment, platform, outputDirectoryFormat, ...rest } = canonicalCommand(each);
        const generated = CommandMessage.encode({
          ...rest,
          environmentVariables: environment,
          platform: platformToMessage(platform),
          outputDirectoryFormat: outputDirectoryFormats.indexOf(outputDirectoryFormat),
        }).finish();
        expect(encodeCommand(each).toString('hex')).toBe(generated.toString('hex'));
      }),
      { numRuns: 300 },
    );
  });

  test('of an Action', () => {
    const action = fc.record({
      commandDigest: digest,
      inputRoot: digest,
      platform: pairs.map(sortedPairs),
      timeoutMs: fc.option(fc.oneof(fc.nat(), fc.constantFrom(0, 1, 0.5, 1000, 90_500, 1e12)), { nil: undefined }),
      doNotCache: fc.boolean(),
      salt: fc.uint8Array({ maxLength: 200 }),
    });
    fc.assert(
      fc.property(action, (each) => {
        const generated = ActionMessage.encode({
          ...each,
          inputRootDigest: each.inputRoot,
          timeout: each.timeoutMs === undefined ? undefined : durationFromMs(each.timeoutMs),
          platform: platformToMessage(each.platform),
        }).finish();
        expect(encodeAction(each).toString('hex')).toBe(generated.toString('hex'));
      }),
      { numRuns: 300 },
    );
  });
});

test('a text that has no UTF-8 is refused, not changed', () => {
  const plain = { ...canonicalCommand({ ...emptyCommand, arguments: ['cc', '\ud800'] }) };
  expect(() => encodeCommand(plain)).toThrow(/not valid Unicode/);
});

const emptyCommand = {
  arguments: [],
  environment: [],
  outputPaths: [],
  outputFiles: [],
  outputDirectories: [],
  workingDirectory: '',
  platform: [],
  outputNodeProperties: [],
  outputDirectoryFormat: 'TREE_ONLY' as const,
};
