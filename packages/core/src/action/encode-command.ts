import { writePairs, writePlatform, writeText, writeTexts } from '../merkle/wire-fields.ts';
import { WireWriter } from '../merkle/wire-writer.ts';
import { canonicalCommand } from './canonical-command.ts';
import { type Command, outputDirectoryFormats } from './command.ts';

// Written by hand, as the encoders of folders and of actions are: a build that finds every result has no other use for generated code, and
// loading that takes longer than all else that it does for fifty targets. A test compares it with what the generated code writes.

/**
 * The canonical bytes of a Command: every list that REAPI wants sorted is sorted, declared outputs stand once.
 * @param command any command; it need not be in order
 * @throws SandwrightError ACTION_INVALID for a text that is not valid Unicode
 */
export function encodeCommand(command: Command): Buffer {
  return encodeCanonicalCommand(canonicalCommand(command));
}

/** As `encodeCommand`, for a command in its canonical order. */
export function encodeCanonicalCommand(command: Command): Buffer {
  const writer = new WireWriter(256);
  writeTexts(writer, 0x0a, command.arguments);
  writePairs(writer, 0x12, command.environment);
  writeTexts(writer, 0x1a, command.outputFiles);
  writeTexts(writer, 0x22, command.outputDirectories);
  writePlatform(writer, 0x2a, command.platform);
  writeText(writer, 0x32, command.workingDirectory);
  writeTexts(writer, 0x3a, command.outputPaths);
  writeTexts(writer, 0x42, command.outputNodeProperties);
  const format = outputDirectoryFormats.indexOf(command.outputDirectoryFormat);
  if (format > 0) {
    writer.reserve(2);
    writer.header(0x48, format);
  }
  return writer.finish();
}
