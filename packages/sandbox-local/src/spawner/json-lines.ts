import type { Readable } from 'node:stream';
import { maxLineBytes } from './protocol.ts';

/**
 * Calls back for each line of a stream, parsed as JSON.
 * @param stream lines in UTF-8
 * @param onValue told of each value
 * @param onBroken told once if a line is no JSON or too long; nothing is read after that
 */
export function readJsonLines(stream: Readable, onValue: (value: unknown) => void, onBroken: (reason: string) => void): void {
  let pieces: Buffer[] = [];
  let bytes = 0;
  const broken = (reason: string): void => {
    stream.removeAllListeners('data');
    stream.destroy();
    onBroken(reason);
  };
  stream.on('data', (piece: Buffer) => {
    let start = 0;
    for (let end = piece.indexOf(10); end !== -1; end = piece.indexOf(10, start)) {
      pieces.push(piece.subarray(start, end));
      const line = pieces.length === 1 ? (pieces[0] ?? piece) : Buffer.concat(pieces);
      pieces = [];
      bytes = 0;
      start = end + 1;
      let value: unknown;
      try {
        value = JSON.parse(line.toString());
      } catch {
        broken('a line that is no JSON');
        return;
      }
      onValue(value);
    }
    if (start === piece.byteLength) return;
    pieces.push(piece.subarray(start));
    bytes += piece.byteLength - start;
    if (bytes > maxLineBytes) broken(`a line of more than ${maxLineBytes} bytes`);
  });
}
