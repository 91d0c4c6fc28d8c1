import { type PlatformProperties, SandwrightError } from '@sandwright/core';

/**
 * Reads `NAME=VALUE`.
 * @throws SandwrightError USAGE_INVALID for anything else
 */
export function platformProperties(texts: readonly string[] = []): PlatformProperties {
  return texts.map((text) => {
    const at = text.indexOf('=');
    if (at < 1) throw new SandwrightError('USAGE_INVALID', `--platform: "${text}" is not NAME=VALUE`);
    return { name: text.slice(0, at), value: text.slice(at + 1) };
  });
}
