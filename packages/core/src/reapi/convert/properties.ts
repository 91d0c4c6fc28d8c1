import type { NodeProperties as DomainNodeProperties } from '../../action/node-properties.ts';
import type { PlatformProperties } from '../../action/platform-properties.ts';
import { sortedPairs } from '../../merkle/utf8-order.ts';
import type { NodeProperties, NodePropertiesInit, Platform, PlatformInit } from '../messages.ts';
import { timestampFromMessage } from './time.ts';

const pair = ({ name, value }: { readonly name: string; readonly value: string }): { name: string; value: string } => ({ name, value });

/** Sorted; some clients send them in another order. */
export function platformFromMessage(message: Platform | null | undefined): PlatformProperties {
  return message === null || message === undefined ? [] : sortedPairs(message.properties.map(pair));
}

/** @returns undefined where there is nothing to say, so that the field is left out */
export function platformToMessage(platform: PlatformProperties): PlatformInit | undefined {
  return platform.length === 0 ? undefined : { properties: sortedPairs(platform) };
}

/**
 * Node properties from the wire.
 * @param message as decoded
 * @param what whose properties, for the error
 * @throws SandwrightError ACTION_INVALID for a modification time that is none
 */
export function nodePropertiesFromMessage(message: NodeProperties | null | undefined, what: string): DomainNodeProperties | undefined {
  if (message === null || message === undefined) return undefined;
  return {
    ...(message.properties.length > 0 && { properties: sortedPairs(message.properties.map(pair)) }),
    ...(message.mtime !== null && { mtime: timestampFromMessage(message.mtime, `modification time of ${what}`) }),
    ...(message.unixMode !== null && { unixMode: message.unixMode.value }),
  };
}

/** Node properties for the wire. */
export function nodePropertiesToMessage(properties: DomainNodeProperties): NodePropertiesInit;
export function nodePropertiesToMessage(properties: DomainNodeProperties | undefined): NodePropertiesInit | undefined;
export function nodePropertiesToMessage(properties: DomainNodeProperties | undefined): NodePropertiesInit | undefined {
  if (properties === undefined) return undefined;
  return {
    properties: properties.properties === undefined ? [] : sortedPairs(properties.properties),
    mtime: properties.mtime,
    unixMode: properties.unixMode === undefined ? undefined : { value: properties.unixMode },
  };
}
